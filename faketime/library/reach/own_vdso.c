/* For the library that is loaded into dynamic programs: programs in Go, and others that look for the vDSO by themselves, do
 * not ask libc for the time though they have one. Before their first instruction the vDSO that they will find is changed
 * for ours; libc has found the kernel's by then and keeps it, so its functions are moved by the library alone. */
#include <dlfcn.h>
#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

#include "vdso_image.h"

/* The table lies behind the environment, as the kernel laid them out. NULL when somebody moved the environment. */
static Elf64_auxv_t *find_entry(uintptr_t vdso) {
    char **word = environ;
    if (!word) return NULL;
    while (*word) word++;
    if ((uintptr_t)word < (uintptr_t)&word) return NULL; /* not on the stack, whose end cannot be run over */
    for (Elf64_auxv_t *entry = (void *)(word + 1); entry->a_type != AT_NULL; entry++)
        if (entry->a_type == AT_SYSINFO_EHDR) return entry->a_un.a_val == vdso ? entry : NULL;
    return NULL;
}

/* The library's own way to the real clock. */
__attribute__((weak, visibility("hidden"))) int real_clock(clockid_t clock, struct timespec *told);

/* Early, before another part of the library or the program moves the environment away from the table. */
__attribute__((constructor(101))) static void change_vdso(void) {
    struct vdso_image image;
    struct timespec now;
    clock_function *libc = (clock_function *)dlsym(RTLD_NEXT, "clock_gettime");
    const char *line = getenv("FAKETIME_TIMESTAMP_FILE"), *seen = getenv("ISLANDMGR_CLOCK_SEEN");
    struct clock_files files = {line, seen && strlen(seen) < CLOCK_PATH_ROOM ? seen : ""};
    if (!line || strlen(line) >= CLOCK_PATH_ROOM || !libc || !vdso_find(&image) || vdso_is_ours(image.kernels)) return;
    /* musl, and the library, look for the vDSO at their first call: that has to be the kernel's. */
    libc(CLOCK_REALTIME, &now);
    if (real_clock) real_clock(CLOCK_REALTIME, &now);
    Elf64_auxv_t *entry = find_entry((uintptr_t)image.kernels);
    const char *made = entry ? vdso_for_this_process(&image, &files) : NULL;
    if (made) entry->a_un.a_val = (uintptr_t)made;
}
