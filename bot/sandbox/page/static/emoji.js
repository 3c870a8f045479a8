// The emoji people and bots use most, by their Slack names. An unknown name stays as it was typed.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|clap 👏|pray 🙏|raised_hands 🙌|ok_hand 👌|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|eyes 👀|handshake 🤝|writing_hand ✍️
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|blush 😊|wink 😉|joy 😂|sweat_smile 😅|heart_eyes 😍|thinking_face 🤔|neutral_face 😐|slightly_frowning_face 🙁|disappointed 😞|worried 😟|cry 😢|sob 😭|angry 😠|rage 😡|tired_face 😫|sleeping 😴|sunglasses 😎|hugging_face 🤗|partying_face 🥳|shrug 🤷|face_with_raised_eyebrow 🤨
heart ❤️|green_heart 💚|yellow_heart 💛|broken_heart 💔|sparkling_heart 💖|star ⭐|star2 🌟|sparkles ✨|tada 🎉|confetti_ball 🎊|balloon 🎈|birthday 🎂|cake 🍰|gift 🎁|bouquet 💐|rose 🌹|trophy 🏆|medal 🏅|crown 👑|fire 🔥|rocket 🚀|100 💯|zap ⚡|boom 💥
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_plus_sign ➕|heavy_minus_sign ➖|warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|exclamation ❗|question ❓|bangbang ‼️|grey_question ❔|information_source ℹ️|bulb 💡|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|thought_balloon 💭|lock 🔒|unlock 🔓|key 🔑|mag 🔍|link 🔗|pushpin 📌|round_pushpin 📍|paperclip 📎
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡|large_green_circle 🟢|green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|small_red_triangle 🔺|small_red_triangle_down 🔻
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|arrows_counterclockwise 🔄|repeat 🔁|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰|stopwatch ⏱️|clock9 🕘|calendar 📆|date 📅|spiral_calendar_pad 🗓️|zzz 💤|double_vertical_bar ⏸️|arrow_forward ▶️
house 🏠|office 🏢|hospital 🏥|school 🏫|shop 🏪|email 📧|envelope ✉️|thermometer 🌡️|bookmark_tabs 📑|incoming_envelope 📨|love_letter 💌|inbox_tray 📥|outbox_tray 📤|phone ☎️|telephone_receiver 📞|iphone 📱|computer 💻|video_camera 📹|camera 📷|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|file_folder 📁|open_file_folder 📂|card_index 📇|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|moneybag 💰|money_with_wings 💸|credit_card 💳|receipt 🧾|package 📦|shopping_trolley 🛒|wastebasket 🗑️|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|label 🏷️|ticket 🎫
person 🧑|bust_in_silhouette 👤|busts_in_silhouette 👥|family 👪|baby 👶|robot_face 🤖|dog 🐶|cat 🐱|paw_prints 🐾|seedling 🌱|herb 🌿|four_leaf_clover 🍀|sunny ☀️|sunrise 🌅|crescent_moon 🌙|rainbow 🌈|umbrella ☔|snowflake ❄️|earth_africa 🌍|coffee ☕|tea 🍵|wine_glass 🍷|beers 🍻|fork_and_knife 🍴|knife_fork_plate 🍽️|pizza 🍕|bread 🍞|peanuts 🥜|fish 🐟|palm_tree 🌴|airplane ✈️|car 🚗|bike 🚲|running 🏃|soccer ⚽|art 🎨|book 📖|books 📚|musical_note 🎵|headphones 🎧|movie_camera 🎥|hibiscus 🌺|cherry_blossom 🌸|raising_hand 🙋|crossed_fingers 🤞|point_down 👇|first_place_medal 🥇|ribbon 🎀|dart 🎯|compass 🧭|lifebuoy 🛟|shield 🛡️|scales ⚖️|ghost 👻|new 🆕|soon 🔜|vs 🆚|sos 🆘|copyright ©️
`;

const EMOJI = new Map(TABLE.trim().split(/[|\n]/).map((pair) => pair.split(" ")));

/** The character of a shortcode, or undefined. */
export const emoji = (name) => EMOJI.get(name.replace(/::skin-tone-\d$/, ""));

/** Put characters in the place of the :shortcodes: of a text. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (all, name) => emoji(name) ?? all);

/** The shortcodes that begin with (then contain) what was typed: [[name, character], …]. */
export function findEmoji(typed, limit = 8) {
  const all = [...EMOJI];
  const begins = all.filter(([name]) => name.startsWith(typed));
  const contains = all.filter(([name]) => !name.startsWith(typed) && name.includes(typed));
  return [...begins, ...contains].slice(0, limit);
}
