/* A vDSO to stand in for the kernel's: what a process is given in place of it. */
#ifndef VDSO_IMAGE_H
#define VDSO_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "foreign_clock.h"

/* Sizes in bytes, whole pages. The three parts lie behind one another: the vDSO's pages with its table of symbols changed,
 * our code (both to be executable), our data (to be writable). */
struct vdso_image {
    const char *kernels; /* the vDSO of this process, of which all others are copies elsewhere */
    size_t vdso, code, data;
};

/* False where the kernel gives none, or one that cannot be understood. */
int vdso_find(struct vdso_image *image);

static inline size_t vdso_image_size(const struct vdso_image *image) { return image->vdso + image->code + image->data; }

/* Makes the image for a process that has the kernel's vDSO at `real` and will have the image at `ours`. `room` has
 * vdso_image_size bytes, all zero. */
void vdso_make(const struct vdso_image *image, char *room, uintptr_t real, uintptr_t ours,
               const struct clock_files *files);

/* Distance from the image's beginning to the name that the memory should have. */
size_t vdso_name_at(const struct vdso_image *image);

/* Makes one in this process, whose own vDSO is the kernel's. Returns its address, or NULL with errno. */
const char *vdso_for_this_process(const struct vdso_image *image, const struct clock_files *files);

/* Its clock_gettime. */
typedef int clock_function(clockid_t, struct timespec *);
clock_function *vdso_clock(const struct vdso_image *image, const char *made);

/* True for an image that vdso_make made. */
int vdso_is_ours(const void *vdso);

/* Distance from the vDSO's beginning to an instruction that makes a system call; 0 when there is none. */
size_t vdso_call_instruction(const struct vdso_image *image);

#endif
