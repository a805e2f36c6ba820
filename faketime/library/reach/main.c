/* clock-reach COMMAND [ARGUMENT]...: runs COMMAND, and gives the island's clock to the static programs among it and all
 * that it starts. FAKETIME_TIMESTAMP_FILE names the clock file. Signals are passed on; ends as COMMAND does, with
 * 128 + n after signal n, or with 127 when it cannot be started. ISLANDMGR_CLOCK_SEEN may name the file in which processes
 * tell what they see.
 *
 * clock-reach --time: says the UTC epoch second that this very program sees, being a static one.
 *
 * It needs no privilege: ptrace of its own descendants, and a seccomp filter for its child (Linux 5.5, no_new_privs). Where
 * one of them is refused, stderr says so and COMMAND runs on real time. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "handing.h"
#include "watch.h"

static int say(const char *what, int error) {
    dprintf(2, "clock-reach: %s: %s\n", what, strerror(error));
    return 127;
}

/* The child: puts the filter on itself, hands over its listener, and becomes the command. From here on the parent has to
 * answer. */
static int become(char **command, int channel, const sigset_t *mask) {
    int listener = watch_me();
    if (hand_over(channel, listener, listener < 0 ? errno : 0)) return say(command[0], errno);
    sigprocmask(SIG_SETMASK, mask, NULL);
    execvp(command[0], command);
    return say(command[0], errno);
}

/* Returns the child's number. `watch` gets its listener, -1 when there is none. */
static pid_t start(char **command, struct watch *watch, const sigset_t *mask) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends)) return -1;
    pid_t child = fork();
    if (child == 0) _exit(become(command, ends[1], mask));
    close(ends[1]);
    int error = take_over(ends[0], &watch->listener);
    close(ends[0]);
    if (child > 0 && error) say("no static program is given the clock: seccomp", error);
    return child;
}

/* Answers until the server has ended, and returns its exit code; without a server, until nobody is watched any more. */
static int serve(const struct watch *watch, int server, int signals) {
    struct pollfd from[2] = {{watch->listener, POLLIN, 0}, {signals, POLLIN, 0}};
    for (;;) {
        struct signalfd_siginfo one;
        if (poll(from, 2, -1) < 0) continue;
        if (from[0].revents & POLLIN)
            answer_call(watch);
        else if (from[0].revents) {
            if (server < 0) return 0;
            from[0].fd = -1;
        }
        if (!(from[1].revents & POLLIN) || read(signals, &one, sizeof one) != sizeof one) continue;
        if (one.ssi_signo != SIGCHLD) {
            if (server > 0) kill(server, one.ssi_signo);
            continue;
        }
        int code = look_at_children(watch, server);
        if (code >= 0) return code;
    }
}

/* What a server leaves behind may still start programs; without an answer the kernel would refuse that. */
static void leave_behind(const struct watch *watch, int signals) {
    struct pollfd from = {watch->listener, POLLIN, 0};
    if (watch->listener < 0 || (poll(&from, 1, 0) > 0 && from.revents & POLLHUP)) return;
    if (fork() != 0) return;
    close(2);
    serve(watch, -1, signals);
}

int main(int count, char **words) {
    if (count == 2 && !strcmp(words[1], "--time")) return printf("%lld\n", (long long)time(NULL)) < 0;
    if (count < 2) return say("usage: clock-reach COMMAND [ARGUMENT]...", EINVAL);
    const char *line = getenv("FAKETIME_TIMESTAMP_FILE"), *seen = getenv("ISLANDMGR_CLOCK_SEEN");
    if (!line || strlen(line) >= CLOCK_PATH_ROOM) return say("FAKETIME_TIMESTAMP_FILE", EINVAL);
    struct watch watch = {.listener = -1, .files = {line, seen && strlen(seen) < CLOCK_PATH_ROOM ? seen : ""}};

    /* A shell's background program ignores these two, and an ignored signal could not be passed on. */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    sigset_t all, mask;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    int signals = signalfd(-1, &all, SFD_CLOEXEC);
    /* This process answers for others, and is nobody who sees the clock. */
    struct clock_files own_files = {line, ""};
    const char *made = vdso_find(&watch.vdso) ? vdso_for_this_process(&watch.vdso, &own_files) : NULL;
    if (!made) {
        say("no static program is given the clock: the kernel's vDSO", ENOEXEC);
        sigprocmask(SIG_SETMASK, &mask, NULL);
        execvp(words[1], words + 1);
        return say(words[1], errno);
    }
    watch.clock = vdso_clock(&watch.vdso, made);

    pid_t server = start(words + 1, &watch, &mask);
    if (server < 0) return say(words[1], errno);
    /* A signal to the whole group reaches the server by itself. */
    setpgid(0, 0);
    close(0);
    close(1);
    int code = serve(&watch, server, signals);
    leave_behind(&watch, signals);
    return code;
}
