/* The kernel's own clock, through the page that it maps into every process: found without libc's loader, which may
 * want to allocate, and so usable from inside an allocator. Source: vdso(7), and the ELF format, elf(5). */
#include "island_clock.h"
#include "raw.h"

#include <elf.h>
#include <link.h>
#include <stddef.h>
#include <string.h>
#include <sys/auxv.h>

#if defined(__x86_64__)
#define NAME "__vdso_clock_gettime"
#else
#define NAME "__kernel_clock_gettime"
#endif

typedef int (*clock_call)(clockid_t, struct timespec *);

static int by_system_call(clockid_t clock, struct timespec *to) {
    return (int)raw3(SYS_clock_gettime, clock, (long)to, 0);
}

/* The number of dynamic symbols: DT_HASH has it; of DT_GNU_HASH it is the end of the last chain. */
static uint32_t symbols_of_gnu_hash(const uint32_t *table) {
    uint32_t buckets = table[0], first = table[1], words = table[2], last = 0;
    const uint32_t *bucket = table + 4 + words * (sizeof(ElfW(Addr)) / 4), *chain = bucket + buckets;
    for (uint32_t n = 0; n < buckets; n++)
        if (bucket[n] > last) last = bucket[n];
    if (last < first) return 0;
    while (!(chain[last - first] & 1)) last++;
    return last + 1;
}

static clock_call find_in(const char *base) {
    const ElfW(Ehdr) *header = (const void *)base;
    const ElfW(Phdr) *part = (const void *)(base + header->e_phoff);
    const ElfW(Dyn) *dynamic = NULL;
    ptrdiff_t slide = 0;
    for (int n = 0; n < header->e_phnum; n++, part++) {
        if (part->p_type == PT_LOAD && !slide) slide = base + part->p_offset - (const char *)part->p_vaddr;
        if (part->p_type == PT_DYNAMIC) dynamic = (const void *)(base + part->p_offset);
    }
    const char *names = NULL;
    const ElfW(Sym) *symbols = NULL;
    uint32_t count = 0;
    for (; dynamic && dynamic->d_tag != DT_NULL; dynamic++) {
        const void *at = (const char *)dynamic->d_un.d_ptr + slide;
        if (dynamic->d_tag == DT_STRTAB) names = at;
        if (dynamic->d_tag == DT_SYMTAB) symbols = at;
        if (dynamic->d_tag == DT_HASH) count = ((const uint32_t *)at)[1];
        if (dynamic->d_tag == DT_GNU_HASH && !count) count = symbols_of_gnu_hash(at);
    }
    for (uint32_t n = 0; names && symbols && n < count; n++)
        if (symbols[n].st_shndx != SHN_UNDEF && strcmp(names + symbols[n].st_name, NAME) == 0)
            return (clock_call)(uintptr_t)((const char *)symbols[n].st_value + slide);
    return NULL;
}

int real_clock(clockid_t clock, struct timespec *to) {
    static _Atomic(clock_call) found;
    clock_call call = atomic_load_explicit(&found, memory_order_relaxed);
    if (!call) {
        const char *base = (const char *)getauxval(AT_SYSINFO_EHDR);
        call = base ? find_in(base) : NULL;
        if (!call) call = by_system_call;
        atomic_store_explicit(&found, call, memory_order_relaxed);
    }
    return call(clock, to);
}
