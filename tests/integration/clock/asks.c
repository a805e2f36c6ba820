/* Says the UTC epoch second by each way to ask for it: four of libc, three past it; then the monotonic clock's. */
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int main(void) {
    struct timespec fine, coarse, monotonic, raw;
    struct timeval day, raw_day;
    clock_gettime(CLOCK_REALTIME, &fine);
    clock_gettime(CLOCK_REALTIME_COARSE, &coarse);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    gettimeofday(&day, NULL);
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &raw);
    syscall(SYS_gettimeofday, &raw_day, NULL);
#ifdef SYS_time
    long raw_second = syscall(SYS_time, NULL);
#else
    long raw_second = raw.tv_sec;
#endif
    printf("%ld %ld %ld %ld %ld %ld %ld %ld\n", (long)fine.tv_sec, (long)coarse.tv_sec, (long)day.tv_sec,
           (long)time(NULL), (long)raw.tv_sec, (long)raw_day.tv_sec, raw_second, (long)monotonic.tv_sec);
    return 0;
}
