#include "handing.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union control {
    char room[CMSG_SPACE(sizeof(int))];
    struct cmsghdr aligned;
};

int hand_over(int channel, int file, int error) {
    union control control;
    struct iovec text = {&error, sizeof error};
    struct msghdr message = {.msg_iov = &text, .msg_iovlen = 1};
    if (!error) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    if (sendmsg(channel, &message, 0) < 0) return -1;
    return error ? 0 : close(file);
}

int take_over(int channel, int *file) {
    union control control;
    int error = EPIPE;
    struct iovec text = {&error, sizeof error};
    struct msghdr message = {
        .msg_iov = &text, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
    *file = -1;
    if (recvmsg(channel, &message, MSG_CMSG_CLOEXEC) <= 0) return EPIPE;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (error || !header) return error ? error : EPIPE;
    memcpy(file, CMSG_DATA(header), sizeof *file);
    return 0;
}
