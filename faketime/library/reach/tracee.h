/* A process that has just started another program, held by ptrace. */
#ifndef TRACEE_H
#define TRACEE_H

#include <stddef.h>
#include <sys/types.h>

#include "vdso_image.h"

/* What a process's table of auxiliary values says about its program. */
struct program {
    uintptr_t vdso;        /* where the kernel put it; 0 for none */
    uintptr_t interpreter; /* where the dynamic loader is; 0 for a static program */
};

/* A file of /proc/PROCESS. Returns a descriptor, or -1 with errno. */
int open_of(pid_t process, const char *what, int flags);

/* Reads it as the kernel keeps it. False when it may not be read, for programs of 32 bits, and for dynamic loaders. */
int program_of(pid_t process, struct program *program);

/* Whether somebody holds it by ptrace. */
int is_traced(pid_t thread);

/* Gives the stand-in for the vDSO to `thread`, which stopped as it started a program. Nothing is changed when it does not
 * work. The thread stays stopped. Returns 0, or an errno value. */
int give_clock(pid_t thread, const struct program *program, const struct vdso_image *image,
               const struct clock_files *files);

#endif
