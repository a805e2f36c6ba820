/* Before a program's first instruction, makes room in its memory, and changes the word on its stack by which it will find
 * the vDSO. The room is made by the process itself: it is led to an instruction in its vDSO that makes a system call. */
#include "tracee.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "registers.h"

#define SYSTEM_CALL_STOP (SIGTRAP | 0x80)

int open_of(pid_t process, const char *what, int flags) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, what);
    return open(path, flags | O_CLOEXEC);
}

/* A dynamic loader that is the program has no loader; what it loads has the library. */
static int is_loader(pid_t process) {
    char link[48], program[4096];
    snprintf(link, sizeof link, "/proc/%d/exe", (int)process);
    ssize_t length = readlink(link, program, sizeof program - 1);
    if (length < 0) return 0;
    program[length] = 0;
    const char *name = strrchr(program, '/');
    return name && strstr(name, ".so") != NULL;
}

int program_of(pid_t process, struct program *program) {
    Elf64_auxv_t table[64];
    int file = open_of(process, "auxv", O_RDONLY);
    if (file < 0) return 0;
    ssize_t size = read(file, table, sizeof table);
    close(file);
    memset(program, 0, sizeof *program);
    int whole = 0;
    for (ssize_t i = 0; i < size / (ssize_t)sizeof *table; i++) {
        if (table[i].a_type == AT_SYSINFO_EHDR) program->vdso = table[i].a_un.a_val;
        if (table[i].a_type == AT_BASE) program->interpreter = table[i].a_un.a_val;
        if (table[i].a_type == AT_PHENT) whole = table[i].a_un.a_val == sizeof(Elf64_Phdr);
    }
    return whole && !is_loader(process);
}

int is_traced(pid_t thread) {
    char text[1024];
    int file = open_of(thread, "status", O_RDONLY);
    if (file < 0) return 0;
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    text[size < 0 ? 0 : size] = 0;
    const char *tracer = strstr(text, "\nTracerPid:\t");
    return tracer && tracer[12] != '0';
}

static int get_registers(pid_t thread, registers *all) {
    struct iovec room = {all, sizeof *all};
    return ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &room) == 0 && room.iov_len == sizeof *all;
}

static int set_registers(pid_t thread, const registers *all) {
    struct iovec room = {(void *)all, sizeof *all};
    return ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &room) == 0;
}

/* Lets the thread run to the next beginning or end of a system call. False when it has ended. */
static int to_system_call(pid_t thread) {
    int status;
    do {
        if (ptrace(PTRACE_SYSCALL, thread, 0, 0) || waitpid(thread, &status, __WALL) != thread) return 0;
        if (!WIFSTOPPED(status)) return 0;
    } while (WSTOPSIG(status) != SYSTEM_CALL_STOP);
    return 1;
}

/* A thread that makes system calls for us, between its own instructions. */
struct caller {
    pid_t thread;
    registers calm;        /* as it goes on afterwards */
    uintptr_t instruction; /* one that makes a system call */
};

/* Returns what the call answers, -ESRCH when the thread has ended. */
static long call(struct caller *caller, long number, const long arguments[6]) {
    registers now = caller->calm;
    lead_to_call(&now, caller->instruction, number, arguments);
    if (!set_registers(caller->thread, &now)) return -ESRCH;
    if (!to_system_call(caller->thread) || !to_system_call(caller->thread)) return -ESRCH;
    return get_registers(caller->thread, &now) ? answer_of(&now) : -ESRCH;
}

/* Address of the value that AT_SYSINFO_EHDR has on the stack: behind the arguments and the environment. */
static uintptr_t find_word(int memory, uintptr_t stack) {
    uint64_t words[512];
    int ends = 0, is_type = 1, found = 0;
    for (uintptr_t at = stack + 8;; at += sizeof words) {
        ssize_t size = pread(memory, words, sizeof words, at);
        for (ssize_t i = 0; i < size / 8; i++) {
            if (found) return at + i * 8;
            if (ends < 2) {
                ends += words[i] == 0;
                continue;
            }
            if (is_type && words[i] == AT_NULL) return 0;
            found = is_type && words[i] == AT_SYSINFO_EHDR;
            is_type = !is_type;
        }
        if (size < (ssize_t)sizeof words) return 0;
    }
}

/* Puts memory with a name in place of the data's, so that /proc/PID/maps shows who has the clock; a fork inherits both. The
 * name is in the data. When it does not work the memory stays as it was. */
static void name_memory(struct caller *caller, const struct vdso_image *image, uintptr_t room) {
    long file = call(caller, SYS_memfd_create, (const long[6]){room + vdso_name_at(image), MFD_CLOEXEC});
    if (file < 0) return;
    if (!call(caller, SYS_ftruncate, (const long[6]){file, image->data}))
        call(caller, SYS_mmap,
             (const long[6]){room + image->vdso + image->code, image->data, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_FIXED, file, 0});
    call(caller, SYS_close, (const long[6]){file});
}

static int write_all(int memory, const void *from, size_t size, uintptr_t to) {
    return pwrite(memory, from, size, to) == (ssize_t)size;
}

/* Returns 0 or an errno value. Until the word on the stack is changed, nothing of it concerns the program. */
static int place(struct caller *caller, int memory, const struct vdso_image *image, const char *made, uintptr_t room) {
    size_t size = vdso_image_size(image), fixed = image->vdso + image->code;
    uintptr_t word = find_word(memory, stack_of(&caller->calm));
    if (!word) return ENOENT;
    if (!write_all(memory, made, size, room)) return EIO;
    name_memory(caller, image, room);
    if (!write_all(memory, made + fixed, image->data, room + fixed)) return EIO;
    long done = call(caller, SYS_mprotect, (const long[6]){room, fixed, PROT_READ | PROT_EXEC});
    if (done) return -done;
    return write_all(memory, &room, sizeof room, word) ? 0 : EIO;
}

static int make_room(struct caller *caller, int memory, uintptr_t real, const struct vdso_image *image,
    const struct clock_files *files) {
    size_t size = vdso_image_size(image);
    char *made = calloc(1, size);
    if (!made) return ENOMEM;
    long room = call(caller, SYS_mmap, (const long[6]){0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0});
    int error = room < 0 ? -room : 0;
    if (!error) {
        vdso_make(image, made, real, room, files);
        error = place(caller, memory, image, made, room);
        if (error) call(caller, SYS_munmap, (const long[6]){room, size});
    }
    free(made);
    return error;
}

int give_clock(pid_t thread, const struct program *program, const struct vdso_image *image,
    const struct clock_files *files) {
    uint64_t all_signals = ~0ull, its_signals;
    struct caller caller = {.thread = thread, .instruction = program->vdso + vdso_call_instruction(image)};
    if (!program->vdso || caller.instruction == program->vdso) return ENOSYS;
    int memory = open_of(thread, "mem", O_RDWR);
    if (memory < 0) return errno;
    int error = EPERM;
    if (!ptrace(PTRACE_GETSIGMASK, thread, sizeof its_signals, &its_signals) &&
        !ptrace(PTRACE_SETSIGMASK, thread, sizeof all_signals, &all_signals)) {
        error = ESRCH;
        /* The start of the program is a system call too, and its end would spoil the registers. */
        if (to_system_call(thread) && get_registers(thread, &caller.calm)) {
            error = make_room(&caller, memory, program->vdso, image, files);
            no_call_to_repeat(&caller.calm);
            set_registers(thread, &caller.calm);
        }
        ptrace(PTRACE_SETSIGMASK, thread, sizeof its_signals, &its_signals);
    }
    close(memory);
    return error;
}
