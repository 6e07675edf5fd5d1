/* Preloaded into a program: writes down what it asks of the files below CUT_ROOT, in order, into CUT_LOG.
 *
 * A record is: one byte what, four bytes descriptor, eight bytes offset, four bytes length, then so many bytes (native
 * order): O open (flags as offset; path), W write, T truncate (to the offset), S sync, U unlink (path), R rename and
 * L link (old path, zero byte, new path).  Syncing itself is left out: what is lost is decided by whoever reads the log.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int recording = -1;
static const char *root;
static unsigned char watched[65536];

#define REAL(kind, name) ((kind)dlsym(RTLD_NEXT, name))

__attribute__((constructor)) static void begin(void) {
    root = getenv("CUT_ROOT");
    const char *path = getenv("CUT_LOG");
    if (root && path)
        recording = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        ssize_t done = syscall(SYS_write, recording, at, length);
        if (done < 0) abort();
        at += done, length -= (size_t)done;
    }
}

static void note(char what, int fd, int64_t offset, const void *data, size_t length) {
    char head[17];
    uint32_t size = (uint32_t)length;
    int32_t number = fd;
    head[0] = what;
    memcpy(head + 1, &number, 4), memcpy(head + 5, &offset, 8), memcpy(head + 13, &size, 4);
    put(head, sizeof head), put(data, length);
}

/* The whole path where it lies below the root, else NULL. */
static const char *below(int folder, const char *path, char *whole) {
    if (recording < 0 || !path) return NULL;
    if (*path == '/') {
        if (strlen(path) >= PATH_MAX) return NULL;
        strcpy(whole, path);
    } else {
        if (folder != AT_FDCWD || !getcwd(whole, PATH_MAX)) return NULL;
        if (strlen(whole) + strlen(path) + 2 >= PATH_MAX) return NULL;
        strcat(strcat(whole, "/"), path);
    }
    size_t length = strlen(root);
    return !strncmp(whole, root, length) && (whole[length] == '/' || !whole[length]) ? whole : NULL;
}

static int watches(int fd) { return recording >= 0 && fd >= 0 && fd < (int)sizeof watched && watched[fd]; }

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    const char *mine = below(folder, path, whole);
    pthread_mutex_lock(&lock);
    int fd = (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    int failed = errno;
    if (fd >= 0 && fd < (int)sizeof watched) {
        watched[fd] = mine != NULL;
        if (mine) note('O', fd, flags, mine, strlen(mine));
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }

int close(int fd) {
    if (watches(fd)) watched[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

static ssize_t wrote(int fd, const void *data, size_t length, off64_t offset, int here) {
    if (!watches(fd)) return here ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, offset);
    pthread_mutex_lock(&lock);
    if (here) {
        struct stat64 state;
        int flags = fcntl(fd, F_GETFL);
        offset = (flags & O_APPEND) && !fstat64(fd, &state) ? state.st_size : lseek64(fd, 0, SEEK_CUR);
    }
    ssize_t done = here ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, offset);
    int failed = errno;
    if (done > 0) note('W', fd, offset, data, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return wrote(fd, data, length, 0, 1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return wrote(fd, data, length, offset, 0); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return wrote(fd, data, length, offset, 0); }

/* Whoever copies by these falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t length) {
    (void)out, (void)in, (void)offset, (void)length;
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) {
    (void)out, (void)in, (void)offset, (void)length;
    errno = ENOTSOCK;
    return -1;
}

static int cut(int fd, off64_t length) {
    if (!watches(fd)) return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_ftruncate, fd, length), failed = errno;
    if (!done) note('T', fd, length, "", 0);
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

static int synced(int fd) {
    if (!watches(fd)) return (int)syscall(SYS_fsync, fd);
    pthread_mutex_lock(&lock);
    note('S', fd, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return 0;
}
int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

static int named(char what, int before, const char *old, int after, const char *new) {
    char one[PATH_MAX], two[PATH_MAX], both[2 * PATH_MAX];
    const char *from = below(before, old, one), *to = new ? below(after, new, two) : NULL;
    pthread_mutex_lock(&lock);
    int done = what == 'U'   ? (int)syscall(SYS_unlinkat, before, old, 0)
               : what == 'R' ? (int)syscall(SYS_renameat, before, old, after, new)
                             : (int)syscall(SYS_linkat, before, old, after, new, 0);
    int failed = errno;
    if (!done && from && (to || what == 'U')) {
        size_t length = strlen(from);
        memcpy(both, from, length);
        if (to) {
            both[length++] = 0;
            memcpy(both + length, to, strlen(to));
            length += strlen(to);
        }
        note(what, -1, 0, both, length);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return done;
}
int unlink(const char *path) { return named('U', AT_FDCWD, path, 0, NULL); }
int unlinkat(int folder, const char *path, int flags) {
    return flags ? (int)syscall(SYS_unlinkat, folder, path, flags) : named('U', folder, path, 0, NULL);
}
int rename(const char *old, const char *new) { return named('R', AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int before, const char *old, int after, const char *new) { return named('R', before, old, after, new); }
int link(const char *old, const char *new) { return named('L', AT_FDCWD, old, AT_FDCWD, new); }
int linkat(int before, const char *old, int after, const char *new, int flags) {
    (void)flags;
    return named('L', before, old, after, new);
}
