"""Values that people read as words: each is its own word in English, and marked here for the catalogues."""

from bot.domain.saying import later

VALUE_WORDS = (
    *(later("phone"), later("email"), later("chat"), later("in person"), later("social"), later("video")),
    *(later("letter"), later("event"), later("other")),
    *(later("high"), later("medium"), later("low")),
    *(later("negative"), later("neutral"), later("positive")),
    *(later("touchpoint"), later("complaint"), later("rating")),
    *(later("person"), later("company")),
    *(later("standard"), later("silver"), later("gold"), later("vip")),
    *(later("awareness"), later("acquisition"), later("onboarding"), later("engagement"), later("retention")),
    later("advocacy"),
    *(later("stage"), later("tier"), later("kind")),
    *(later("family"), later("pet"), later("taste"), later("health"), later("goal")),
    *(later("callback"), later("check-in")),
    *(later("yes"), later("no"), later("none"), later("past"), later("overdue"), later("open"), later("middle")),
    *(later("referral"), later("board"), later("red"), later("amber"), later("green"), later("their own")),
)
"""Channels, severities, moods, kinds, tiers, stages, categories and conditions, as they are stored."""
