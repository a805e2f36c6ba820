"""The library as it is shipped: old enough for any image, and good for what the one in the package cannot do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from islandmgr.cluster.local.images import BUILT_LIBRARY
from tests.integration.faketime.server import ClockFile

BUILT = Path(sys.prefix) / BUILT_LIBRARY
NAMES = ("libfaketime.so.1", "libfaketimeMT.so.1")
OLDEST_GLIBC = (2, 17)  # of the oldest images that carry JDK 8

WAITS = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>
static struct timespec soon(void) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_nsec += 50000000;
    if (at.tv_nsec >= 1000000000) { at.tv_nsec -= 1000000000; at.tv_sec += 1; }
    return at;
}
int main(void) {
    sem_t semaphore;
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    sem_init(&semaphore, 0, 0);
    pthread_mutex_lock(&mutex);
    struct timespec until = soon();
    int semaphore_timed_out = sem_timedwait(&semaphore, &until) == -1 && errno == ETIMEDOUT;
    until = soon();
    int condition_timed_out = pthread_cond_timedwait(&condition, &mutex, &until) == ETIMEDOUT;
    printf("%ld %d %d\n", (long)time(NULL), semaphore_timed_out, condition_timed_out);
}
"""


@pytest.mark.parametrize("name", NAMES)
def test_no_newer_glibc_is_asked_for(name: str) -> None:
    symbols = subprocess.run(
        ["objdump", "-T", str(BUILT / "glibc" / name)], check=True, capture_output=True, text=True
    ).stdout
    versions = {tuple(map(int, found.split("."))) for found in re.findall(r"GLIBC_([0-9.]+)", symbols)}
    assert versions
    assert max(versions) <= OLDEST_GLIBC


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("libc", "compiler"), [("glibc", "gcc"), ("musl", "musl-gcc")])
def test_waits_with_a_deadline_end(libc: str, compiler: str, name: str, tmp_path: Path) -> None:
    """Under the prebuilt library of the package `sem_timedwait` never comes back."""
    source, program = tmp_path / "waits.c", tmp_path / "waits"
    source.write_text(WAITS)
    subprocess.run([compiler, "-o", str(program), str(source), "-pthread"], check=True)
    clock = ClockFile(tmp_path, BUILT / libc / name)
    clock.write("946684800")
    assert clock.run(str(program)).stdout.split() == ["946684800", "1", "1"]
