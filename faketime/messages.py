"""What is said about clocks that cannot be, and about what a change of clock does."""

from __future__ import annotations

from islandmgr.model.messages import declare

REFUSED = declare("clock.refused", "%(why)s: %(value)s")
ACCEPTED = declare("clock.accepted", "%(what)s. Accepted: %(forms)s.")
NOT_ACCEPTED = declare("clock.not_accepted", "%(what)s.")
HUGE_NUMBER = declare("clock.huge_number", "a number with thousands of digits")

# What a text is about
THE_TIME = declare("clock.the_time", "The time")()
THE_SHIFT = declare("clock.the_shift", "The shift")()
THE_LENGTH = declare("clock.the_length", "The length of time")()
THE_ZONE = declare("clock.the_zone", "The time zone")()
THE_RATE = declare("clock.the_rate", "The rate")()
THE_STEP = declare("clock.the_step", "The step")()
THE_MOMENT = declare("clock.the_moment", "Moment %(name)s")

# What is wrong with it
MISSING = declare("clock.missing", "%(what)s is missing")
NO_TEXT = declare("clock.no_text", "%(what)s must be text")
TOO_LONG = declare("clock.too_long", "%(what)s has %(n)s characters, %(most)s are allowed")
INVISIBLE = declare("clock.invisible", "%(what)s has control or invisible characters")
EMPTY = declare("clock.empty", "%(what)s is empty")
IS_NONE = declare("clock.is_none", "%(what)s is none")
IS_NONE_BECAUSE = declare("clock.is_none_because", "%(what)s is none (%(why)s)")
NO_DATE_AND_TIME = declare("clock.no_date_and_time", "That is not a date and time")
NO_SUCH_DATE = declare("clock.no_such_date", "There is no such date or time (%(why)s)")
OTHER_OFFSET = declare("clock.other_offset", "The UTC offset is not the one that %(zone)s has then (%(offset)s there)")
OFFSET_OUT_OF_RANGE = declare("clock.offset_out_of_range", "UTC offsets go from -12:00 to +14:00")
OTHER_ZONE = declare("clock.other_zone", "The text names another zone than %(zone)s")
NO_ZONE = declare("clock.no_zone", "There is no such IANA time zone")
NO_SHIFT = declare("clock.no_shift", "That is not a shift")
NO_RATE = declare("clock.no_rate", "That is not a rate")
NO_MODE = declare("clock.no_mode", "There is no such clock mode")
NO_FIELD = declare("clock.no_field", "Mode %(mode)s has no such field")
NO_OBJECT = declare("clock.no_object", "A clock is asked for with a JSON object")
NO_LINE = declare("clock.no_line", "That is not a line of a clock file")

TWICE = declare(
    "clock.twice",
    "%(time)s comes twice in %(zone)s, as clocks go back then. Say which: %(first)s or %(second)s.",
)
IN_GAP = declare(
    "clock.in_gap",
    "%(time)s does not exist in %(zone)s, as clocks go forward then. Nearest: %(before)s or %(after)s.",
)
OUT_OF_BOUNDS = declare(
    "clock.out_of_bounds",
    "%(time)s is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.",
)

# Moments
NO_MOMENT = declare("clock.no_moment", "There is no such moment")
NO_MOMENT_NAME = declare("clock.no_moment_name", "That is not a valid name of a moment")
MOMENT_FIELDS = declare("clock.moment_fields", "Moment %(name)s has the fields at and zone")
MOMENT_ALONE = declare("clock.moment_alone", "A named moment has its own time and zone")
NEVER_COMES = declare(
    "clock.never_comes",
    "%(name)s (%(text)s, %(zone)s) does not come between %(start)s and the end of 2099.",
)

# Scripts
NO_STEP = declare("clock.no_step", "There is no such step")
NO_STEPS = declare("clock.no_steps", "A script is a list of steps")
STEPS_OUT_OF_RANGE = declare("clock.steps_out_of_range", "A script has 1 to %(most)s steps, not %(n)s.")
AT_STEP = declare("clock.at_step", "Step %(n)s, %(step)s: %(problem)s")
WHICH_TIME = declare("clock.which_time", "Wait by which time, real or island")
WHICH_DATE = declare("clock.which_date", "Wait until which date")
WAIT_TOO_LONG = declare("clock.wait_too_long", "That is more than a year to wait")
WAITS_FOR_EVER = declare(
    "clock.waits_for_ever", "Time stands still then, so this wait never ends. Wait real time, or run first."
)
STANDS_STILL = declare("clock.stands_still", "The island's time stands still and never gets there.")

# What a change does to a running server
BURST = declare(
    "clock.burst",
    "Time jumps forward by %(time)s: java.util.Timer.scheduleAtFixedRate makes up for every missed run at once, "
    "%(n)s runs in a row for a task of every second.",
)
STALL = declare(
    "clock.stall",
    "Time jumps back by %(time)s: java.util.Timer tasks and Condition.awaitUntil stand still until the island's time "
    "has caught up, which takes %(time)s at normal speed.",
)
FROZEN = declare(
    "clock.frozen",
    "Time stands still: java.util.Timer tasks and Condition.awaitUntil do not go on until it runs again; sleeps and "
    "ScheduledExecutorService do, at real speed.",
)
FASTER = declare(
    "clock.faster",
    "Only the wall clock runs %(n)s times as fast, in steps of %(step)s s every second: sleeps and "
    "ScheduledExecutorService keep real speed.",
)
TOKENS_OLDER = declare(
    "clock.tokens_older",
    "Tokens, sessions and certificates made before the jump look %(time)s older than they are: they may be expired or "
    "not yet valid.",
)
TOKENS_YOUNGER = declare(
    "clock.tokens_younger",
    "Tokens, sessions and certificates made before the jump look %(time)s younger than they are: they may be expired "
    "or not yet valid.",
)
FILES_OLD = declare("clock.files_old", "File times stay real: a file written now looks %(time)s old to the server.")
FILES_AHEAD = declare(
    "clock.files_ahead", "File times stay real: a file written now looks %(time)s ahead of time to the server."
)
