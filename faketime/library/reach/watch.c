/* The start of a program is told by the filter; only then is the process held, for a moment. So nothing costs anything
 * while servers run, whatever they start is reached, and debuggers find nobody in their place.
 *
 * Some static programs ask the kernel by system call: old or plain C libraries do, and glibc's own static time() and
 * gettimeofday(). The filter tells of these calls too, and they are answered here. */
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tracee.h"

#if defined(__x86_64__)
#define OURS AUDIT_ARCH_X86_64
#define OTHER_CALL_TIME SYS_time
#else
#define OURS AUDIT_ARCH_AARCH64
#define OTHER_CALL_TIME SYS_gettimeofday /* there is none */
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_EQUAL(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)

int watch_me(void) {
    struct sock_filter filter[] = {
        LOAD(arch),
        IF_EQUAL(OURS, 0, 9),
        LOAD(nr),
        IF_EQUAL(SYS_execve, 8, 0),
        IF_EQUAL(SYS_execveat, 7, 0),
        IF_EQUAL(SYS_gettimeofday, 6, 0),
        IF_EQUAL(OTHER_CALL_TIME, 5, 0),
        IF_EQUAL(SYS_clock_gettime, 0, 3),
        LOAD(args[0]), /* its lower half: little endian */
        IF_EQUAL(CLOCK_REALTIME, 2, 0),
        IF_EQUAL(CLOCK_REALTIME_COARSE, 1, 0),
        ANSWER(SECCOMP_RET_ALLOW),
        ANSWER(SECCOMP_RET_USER_NOTIF),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}


static int is_start(int number) { return number == SYS_execve || number == SYS_execveat; }

/* Whether a call for the time is to be answered here: one of a static program, which has no library for that, and not one
 * that the vDSO makes where it cannot read the hardware's clock, since our code in the program moves what comes of that. */
static int is_ours(const struct watch *watch, const struct seccomp_notif *told) {
    struct program program;
    if (!program_of(told->pid, &program) || program.interpreter) return 0;
    return told->data.instruction_pointer - program.vdso >= watch->vdso.vdso;
}

static int write_to(int memory, uintptr_t where, const void *what, size_t size) {
    return !where || pwrite(memory, what, size, where) == (ssize_t)size;
}

/* Writes the island's time to where the caller wants it. Returns 0, or the negative errno of the call; *value is what the
 * call gives back. */
static int write_time(const struct watch *watch, const struct seccomp_data *call, int memory, __s64 *value) {
    static const int no_zone[2];
    struct timespec now;
    int written;
    watch->clock(CLOCK_REALTIME, &now);
    struct timeval rough = {now.tv_sec, now.tv_nsec / 1000};
    if (call->nr == SYS_clock_gettime) {
        written = write_to(memory, call->args[1], &now, sizeof now);
    } else if (call->nr == SYS_gettimeofday) {
        written = write_to(memory, call->args[0], &rough, sizeof rough) &&
                  write_to(memory, call->args[1], no_zone, sizeof no_zone);
    } else {
        *value = now.tv_sec;
        written = write_to(memory, call->args[0], &now.tv_sec, sizeof now.tv_sec);
    }
    return written ? 0 : -EFAULT;
}

/* The caller may have been killed and its number given to another; while the call is valid it cannot be. */
static int tell_time(const struct watch *watch, const struct seccomp_notif *told, struct seccomp_notif_resp *answer) {
    int memory = open_of(told->pid, "mem", O_RDWR);
    if (memory < 0) return 0;
    int valid = !ioctl(watch->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &told->id);
    if (valid) answer->error = write_time(watch, &told->data, memory, &answer->val);
    close(memory);
    return valid;
}

/* Of what fails for one program the first is said: the others most probably fail alike. */
static void complain(const char *what, pid_t process, int error) {
    static int said;
    if (!said++) dprintf(2, "clock-reach: process %d runs on real time: %s: %s\n", (int)process, what, strerror(error));
}

/* A debugger that started the program itself keeps it. */
static void hold(pid_t thread) {
    if (!ptrace(PTRACE_SEIZE, thread, 0, PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD)) return;
    int error = errno;
    if (!is_traced(thread)) complain("ptrace", thread, error);
}

void answer_call(const struct watch *watch) {
    /* Room for what later kernels may tell; they take zeros only. */
    union {
        struct seccomp_notif told;
        char room[512];
    } one;
    union {
        struct seccomp_notif_resp answer;
        char room[512];
    } other;
    memset(&one, 0, sizeof one);
    memset(&other, 0, sizeof other);
    if (ioctl(watch->listener, SECCOMP_IOCTL_NOTIF_RECV, &one.told)) return;
    pid_t thread = one.told.pid;
    other.answer.id = one.told.id;
    int starts = is_start(one.told.data.nr);
    if (starts) {
        hold(thread);
        other.answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    } else if (!is_ours(watch, &one.told) || !tell_time(watch, &one.told, &other.answer)) {
        other.answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    }
    ioctl(watch->listener, SECCOMP_IOCTL_NOTIF_SEND, &other.answer);
    /* It stops in its new program or, when that could not be started, after the call. */
    if (starts) ptrace(PTRACE_INTERRUPT, thread, 0, 0);
}

/* A thread that we held has stopped: at the start of a program, or at the first occasion after one that failed. Whatever
 * it is, it goes on by itself from here. A signal is passed on. */
static void let_go(const struct watch *watch, pid_t thread, int status) {
    struct program program;
    int event = status >> 16;
    if (event == PTRACE_EVENT_EXEC && program_of(thread, &program) && !program.interpreter) {
        int error = give_clock(thread, &program, &watch->vdso, &watch->files);
        if (error && error != ESRCH) complain("its memory", thread, error);
    }
    int signal = event || WSTOPSIG(status) == (SIGTRAP | 0x80) ? 0 : WSTOPSIG(status);
    ptrace(PTRACE_DETACH, thread, 0, signal);
}

int look_at_children(const struct watch *watch, int server) {
    int status;
    pid_t process;
    while ((process = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
        if (WIFSTOPPED(status))
            let_go(watch, process, status);
        else if (process == server)
            return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    return -1;
}
