// Makes every flush of a program take five milliseconds longer, as a disk of an office does that has no battery behind it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static void wait_like_a_disk(void) { usleep(5000); }

int fsync(int file) {
    static int (*flush)(int);
    if (!flush) flush = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_like_a_disk();
    return flush(file);
}

int fdatasync(int file) {
    static int (*flush)(int);
    if (!flush) flush = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_like_a_disk();
    return flush(file);
}
