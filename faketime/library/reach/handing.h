/* Handing a descriptor from one process to another. */
#ifndef HANDING_H
#define HANDING_H

/* Sends `file` and closes it here; or, when `error` is not 0, that alone. Returns 0, or -1 with errno. */
int hand_over(int channel, int file, int error);

/* Returns 0 and sets *file, or returns the sender's error and sets *file to -1. */
int take_over(int channel, int *file);

#endif
