/* The stand-in is the kernel's own vDSO, byte for byte, but that its table of symbols leads elsewhere: the clock's
 * functions to our code, all others to the kernel's. So it has the names, versions and hashes that programs look for,
 * whatever the kernel. Programs find it by AT_SYSINFO_EHDR, a word on their stack that is ours to change; the kernel's stays
 * where it is and tells our code real time. */
#include "vdso_image.h"

#include <elf.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Bytes of an ELF header that mean nothing. */
static const char mark[] = "island";
#define MARK_AT 9

static const char *const problems[PROBLEMS] = {"-", "unreadable", "no_line"};

struct symbols {
    Elf64_Sym *first;
    size_t count;
    const char *names;
};

/* Addresses in it count from its beginning, as in every kernel of these years. */
static int find_symbols(const char *vdso, struct symbols *found) {
    const Elf64_Ehdr *header = (const void *)vdso;
    const Elf64_Phdr *part = (const void *)(vdso + header->e_phoff);
    const Elf64_Phdr *load = NULL, *dynamic = NULL;
    memset(found, 0, sizeof *found);
    for (int i = 0; i < header->e_phnum; i++) {
        if (part[i].p_type == PT_LOAD && !load) load = &part[i];
        if (part[i].p_type == PT_DYNAMIC) dynamic = &part[i];
    }
    if (!load || !dynamic || load->p_offset != load->p_vaddr) return 0;
    for (const Elf64_Dyn *entry = (const void *)(vdso + dynamic->p_offset); entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_SYMTAB) found->first = (Elf64_Sym *)(vdso + entry->d_un.d_ptr);
        if (entry->d_tag == DT_STRTAB) found->names = vdso + entry->d_un.d_ptr;
    }
    /* The names come right behind the symbols, as linkers lay them out; a table of hashes may be of either kind. */
    if (!found->first || found->names < (const char *)found->first) return 0;
    found->count = (found->names - (const char *)found->first) / sizeof(Elf64_Sym);
    return 1;
}

static size_t loaded_size(const char *vdso) {
    const Elf64_Ehdr *header = (const void *)vdso;
    const Elf64_Phdr *part = (const void *)(vdso + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++)
        if (part[i].p_type == PT_LOAD) return part[i].p_offset + part[i].p_memsz;
    return 0;
}

/* x86-64 has __vdso_time, arm64 __kernel_time and so on; the plain names are other names of the former. */
static const char *function_of(const struct symbols *symbols, const Elf64_Sym *symbol) {
    static const char *const prefixes[] = {"__vdso_", "__kernel_"};
    const char *name = symbols->names + symbol->st_name;
    for (int i = 0; i < 2; i++)
        if (!strncmp(name, prefixes[i], strlen(prefixes[i]))) return name + strlen(prefixes[i]);
    return name;
}

static int leads_somewhere(const Elf64_Sym *symbol) {
    return symbol->st_shndx != SHN_UNDEF && symbol->st_shndx != SHN_ABS;
}

static size_t address_of(const struct symbols *symbols, const char *function) {
    for (size_t i = 0; i < symbols->count; i++)
        if (leads_somewhere(&symbols->first[i]) && !strcmp(function_of(symbols, &symbols->first[i]), function))
            return symbols->first[i].st_value;
    return 0;
}

static size_t pages(size_t size) {
    size_t page = sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

int vdso_find(struct vdso_image *image) {
    struct symbols symbols;
    image->kernels = (const char *)getauxval(AT_SYSINFO_EHDR);
    if (!image->kernels || memcmp(image->kernels, ELFMAG, SELFMAG) || !find_symbols(image->kernels, &symbols)) return 0;
    if (!address_of(&symbols, "clock_gettime")) return 0;
    image->vdso = pages(loaded_size(image->kernels));
    image->code = pages(foreign_code_end - foreign_code_start);
    image->data = pages(sizeof(struct foreign_clock));
    return 1;
}

void vdso_make(const struct vdso_image *image, char *room, uintptr_t real, uintptr_t ours,
               const struct clock_files *files) {
    uintptr_t code = ours + image->vdso, data = code + image->code;
    struct symbols symbols;
    memcpy(room, image->kernels, loaded_size(image->kernels));
    memcpy(room + MARK_AT, mark, sizeof mark);
    memcpy(room + image->vdso, foreign_code_start, foreign_code_end - foreign_code_start);
    memcpy(room + image->vdso + ((const char *)&foreign_clock_here - foreign_code_start), &data, sizeof data);

    find_symbols(room, &symbols);
    struct foreign_clock *clock = (void *)(room + image->vdso + image->code);
    size_t gettimeofday_at = address_of(&symbols, "gettimeofday");
    clock->real_clock_gettime = (void *)(real + address_of(&symbols, "clock_gettime"));
    clock->real_gettimeofday = gettimeofday_at ? (void *)(real + gettimeofday_at) : NULL;
    strncpy(clock->line, files->line, CLOCK_PATH_ROOM - 1);
    strncpy(clock->seen, files->seen, CLOCK_PATH_ROOM - 1);
    for (int i = 0; i < PROBLEMS; i++) strcpy(clock->problems[i], problems[i]);
    strcpy(clock->name, "island clock");

    const struct {
        const char *name;
        const void *function;
    } moved[] = {
        {"clock_gettime", foreign_clock_gettime}, {"gettimeofday", foreign_gettimeofday}, {"time", foreign_time}};
    for (size_t i = 0; i < symbols.count; i++) {
        Elf64_Sym *symbol = &symbols.first[i];
        if (!leads_somewhere(symbol)) continue;
        symbol->st_value += real - ours;
        for (int j = 0; j < 3; j++)
            if (!strcmp(function_of(&symbols, symbol), moved[j].name))
                symbol->st_value = image->vdso + ((const char *)moved[j].function - foreign_code_start);
    }
}

size_t vdso_name_at(const struct vdso_image *image) {
    return image->vdso + image->code + offsetof(struct foreign_clock, name);
}

/* So that /proc/PID/maps shows it. When it does not work the memory stays as it was. */
static void name_memory(const struct vdso_image *image, char *room) {
    char *data = room + image->vdso + image->code;
    struct foreign_clock clock = *(struct foreign_clock *)data;
    int file = syscall(SYS_memfd_create, clock.name, 1 /* MFD_CLOEXEC */);
    if (file < 0) return;
    if (!ftruncate(file, image->data) &&
        mmap(data, image->data, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, 0) == data)
        *(struct foreign_clock *)data = clock;
    close(file);
}

const char *vdso_for_this_process(const struct vdso_image *image, const struct clock_files *files) {
    size_t size = vdso_image_size(image), fixed = image->vdso + image->code;
    char *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) return NULL;
    vdso_make(image, room, (uintptr_t)image->kernels, (uintptr_t)room, files);
    name_memory(image, room);
    if (!mprotect(room, fixed, PROT_READ | PROT_EXEC)) return room;
    munmap(room, size);
    return NULL;
}

clock_function *vdso_clock(const struct vdso_image *image, const char *made) {
    return (clock_function *)(made + image->vdso + ((const char *)foreign_clock_gettime - foreign_code_start));
}

int vdso_is_ours(const void *vdso) { return !memcmp((const char *)vdso + MARK_AT, mark, sizeof mark); }

size_t vdso_call_instruction(const struct vdso_image *image) {
#if defined(__x86_64__)
    static const char instruction[] = {0x0f, 0x05};
    const size_t step = 1;
#else
    static const char instruction[] = {0x01, 0x00, 0x00, (char)0xd4};
    const size_t step = 4;
#endif
    for (size_t at = 0; at + sizeof instruction <= image->vdso; at += step)
        if (!memcmp(image->kernels + at, instruction, sizeof instruction)) return at;
    return 0;
}
