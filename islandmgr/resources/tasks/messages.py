"""What is wrong with a command that was asked for, in words."""

from __future__ import annotations

from islandmgr.model.messages import declare

CANNOT_RUN = declare("command.cannot_run", "This is no command that can be run: %(faults)s")
OF_STEP = declare("command.of_step", "step %(step)s: %(fault)s")
GIVE_ONE = declare("command.give_one", "give one of command, script and steps")
BELONGS_TO_STEPS = declare("command.belongs_to_steps", "with steps, ssh_host and env belong to each step")
TWICE = declare("command.twice", "the name %(names)s is used twice")
NO_LABEL = declare("command.no_label", "%(label)s is no label of nodes")
BRANCH_TWICE = declare("command.branch_twice", "branch is given twice")
FOR_PODS = declare("command.for_pods", "branch, node_selector and image are for Pods, not for steps on hosts")
COMMAND_OR_SCRIPT = declare("command.command_or_script", "give either command or script")
NO_PROGRAM = declare("command.no_program", "the first word of command names the program")
NO_HOST = declare("command.no_host", "%(host)s is no host of the settings; known: %(known)s")
NO_HOSTS = declare("command.no_hosts", "%(host)s is no host of the settings, which name none (ISLANDMGR_SSH_HOSTS)")
NO_VARIABLE = declare("command.no_variable", "%(name)s is no variable's name")
UNSENDABLE = declare("command.unsendable", "it holds a character that no program can be given")
TOO_LONG = declare(
    "command.too_long", "its texts have more than %(size)s KiB; put files into an image, or have them fetched"
)
NO_IMAGE = declare(
    "command.no_image",
    "%(image)s is no image's name: write one like registry.example:5000/team/server:1.2, in lower case but for the tag",
)
