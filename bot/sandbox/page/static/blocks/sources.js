// Where the options of a select come from: the block itself, the bot, the people or the channels.

import { api } from "../api.js";
import { plain } from "../mrkdwn.js";
import { displayName, store, visibleChannels } from "../store.js";
import { asOption } from "../surface.js";

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The source of a select: {load(query), minQuery, initial}. */
export function sourceOf(item, block, surface) {
  const kind = item.type.replace(/^multi_/, "");
  return SOURCES[kind](item, block, surface);
}

const SOURCES = {
  static_select: (item) => ({
    load: (query) => matching(groupsOf(item), query),
    minQuery: 0,
    initial: (item.initial_options ?? [item.initial_option]).filter(Boolean).map(shown),
  }),
  external_select: (item, block, surface) => ({
    load: async (query) => {
      const { channel, ts } = surface.target;
      const found = await api.options(store.me, { action_id: item.action_id, query, channel, ts });
      if (found.error) throw new Error(found.error);
      return groupsOf(found);
    },
    minQuery: item.min_query_length ?? 3,
    initial: (item.initial_options ?? [item.initial_option]).filter(Boolean).map(shown),
  }),
  users_select: (item) => named(people(), item.initial_users ?? [item.initial_user]),
  conversations_select: (item) => named(conversations(item.filter), item.initial_conversations ?? [item.initial_conversation]),
  channels_select: (item) => named(conversations({ include: ["public"] }), item.initial_channels ?? [item.initial_channel]),
};

const shown = (option) => ({ ...asOption(option), text: plain(option.text?.text) });

function groupsOf({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: group.label?.text, options: group.options.map(shown) }));
  return [{ options: (options ?? []).map(shown) }];
}

function matching(groups, query) {
  const wanted = fold(query);
  return groups
    .map((group) => ({ ...group, options: group.options.filter((option) => fold(option.text).includes(wanted)) }))
    .filter((group) => group.options.length);
}

function named(options, initial) {
  const chosen = initial.filter(Boolean).map((id) => options.find((option) => option.value === id) ?? { value: id, text: id });
  return { load: (query) => matching([{ options }], query), minQuery: 0, initial: chosen };
}

function people() {
  return [...store.users.values()].filter((user) => !user.deleted).map((user) => ({ value: user.id, text: displayName(user), description: user.real_name }));
}

function conversations(filter = {}) {
  const kinds = filter.include;
  const kind = (channel) => (channel.is_private ? "private" : "public");
  const channels = visibleChannels()
    .filter((channel) => (!kinds || kinds.includes(kind(channel))) && !(filter.exclude_external_shared_channels && channel.is_ext_shared))
    .map((channel) => ({ value: channel.id, text: `#${channel.name}` }));
  return channels;
}
