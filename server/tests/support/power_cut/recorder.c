/*
 * Records what a process asks the disk to do, and when it says that something is durable.
 *
 * Loaded with LD_PRELOAD. Everything that changes a file or folder below $PORTICO_RECORDER_ROOT
 * is appended to the file $PORTICO_RECORDER_LOG, and so is every write to standard output, so
 * that the log holds in one order what the disk was given and what was promised. The reader of
 * the log is log.rs.
 *
 * A lock is held over a system call and the logging of it, so the order of the log is the order
 * in which things happened. Syncs take long and are not held under the lock: their beginning and
 * their end are logged, and only what was logged before the beginning may count as synced.
 *
 * Calls that are not used by the program are not recorded. The test compares what the log adds
 * up to with the real files, so a call that is missing here does not go unnoticed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static int log_file = -1;

/* What precedes every payload in the log. */
struct header {
    uint64_t kind;
    uint64_t file;   /* inode, or 0 */
    uint64_t number; /* offset, length, or number of the sync */
    uint64_t length; /* bytes of payload that follow */
};

__attribute__((constructor)) static void start(void)
{
    const char *path = getenv("PORTICO_RECORDER_LOG");
    root = getenv("PORTICO_RECORDER_ROOT");
    if (path == NULL || root == NULL)
        return;
    log_file = syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0)
        abort();
}

/* Appends one record; the caller holds the lock. */
static void record(char kind, uint64_t file, uint64_t number, const void *payload, size_t length)
{
    struct header header = {(unsigned char)kind, file, number, length};
    struct iovec parts[2] = {{&header, sizeof header}, {(void *)payload, length}};
    if (syscall(SYS_writev, log_file, parts, 2) != (ssize_t)(sizeof header + length))
        abort(); /* a log with a hole proves nothing */
}

static int is_below_root(const char *path)
{
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Whether a descriptor is an open file or folder below the root; then also which. */
static int is_watched(int descriptor, struct stat *what, char path[PATH_MAX])
{
    char link[64];
    ssize_t length;
    if (log_file < 0)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    if (length <= 0)
        return 0;
    path[length] = '\0';
    return is_below_root(path) && fstat(descriptor, what) == 0;
}

/* The absolute path of a name in an open folder; fails for names outside the root. */
static int is_watched_name(int folder, const char *name, char path[PATH_MAX])
{
    char link[64], base[PATH_MAX];
    ssize_t length;
    if (log_file < 0)
        return 0;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
        return is_below_root(path);
    }
    if (folder == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/self/cwd");
    else
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    length = syscall(SYS_readlink, link, base, sizeof base - 1);
    if (length <= 0)
        return 0;
    base[length] = '\0';
    if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX)
        abort();
    return is_below_root(path);
}

/* ---- opening: tells which inode has which name, and creates the name when it is new ---- */

static int open_and_record(int folder, const char *name, int flags, mode_t mode)
{
    struct stat what;
    char path[PATH_MAX];
    int descriptor;
    pthread_mutex_lock(&lock);
    descriptor = syscall(SYS_openat, folder, name, flags, mode);
    if (descriptor >= 0 && is_watched(descriptor, &what, path) && S_ISREG(what.st_mode)) {
        record('O', what.st_ino, 0, path, strlen(path));
        if (flags & O_TRUNC)
            record('L', what.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return descriptor;
}

#define MODE_OF(flags, last)                                 \
    mode_t mode = 0;                                         \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                   \
        va_list arguments;                                   \
        va_start(arguments, last);                           \
        mode = va_arg(arguments, mode_t);                    \
        va_end(arguments);                                   \
    }

int open(const char *name, int flags, ...)
{
    MODE_OF(flags, flags)
    return open_and_record(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
    MODE_OF(flags, flags)
    return open_and_record(AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...)
{
    MODE_OF(flags, flags)
    return open_and_record(folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...)
{
    MODE_OF(flags, flags)
    return open_and_record(folder, name, flags, mode);
}

/* ---- contents ---- */

/* Where a plain write goes: the end for a descriptor that appends, else where it stands. */
static off_t position(int descriptor, const struct stat *what)
{
    int flags = fcntl(descriptor, F_GETFL);
    return flags & O_APPEND ? what->st_size : (off_t)syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
}

ssize_t write(int descriptor, const void *data, size_t length)
{
    struct stat what;
    char path[PATH_MAX];
    ssize_t written;
    off_t offset = 0;
    int watched;
    pthread_mutex_lock(&lock);
    watched = is_watched(descriptor, &what, path);
    if (watched)
        offset = position(descriptor, &what);
    written = syscall(SYS_write, descriptor, data, length);
    if (written > 0 && watched)
        record('W', what.st_ino, offset, data, written);
    else if (written > 0 && log_file >= 0 && descriptor == STDOUT_FILENO)
        record('A', 0, 0, data, written);
    pthread_mutex_unlock(&lock);
    return written;
}

/* One part is a legal short write, and the caller comes again for the rest. */
ssize_t writev(int descriptor, const struct iovec *parts, int n_parts)
{
    int part;
    for (part = 0; part < n_parts; part++)
        if (parts[part].iov_len > 0)
            return write(descriptor, parts[part].iov_base, parts[part].iov_len);
    return 0;
}

static ssize_t pwrite_and_record(int descriptor, const void *data, size_t length, off_t offset)
{
    struct stat what;
    char path[PATH_MAX];
    ssize_t written;
    pthread_mutex_lock(&lock);
    written = syscall(SYS_pwrite64, descriptor, data, length, offset);
    if (written > 0 && is_watched(descriptor, &what, path))
        record('W', what.st_ino, offset, data, written);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
    return pwrite_and_record(descriptor, data, length, offset);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t offset)
{
    return pwrite_and_record(descriptor, data, length, offset);
}

static int ftruncate_and_record(int descriptor, off_t length)
{
    struct stat what;
    char path[PATH_MAX];
    int result;
    pthread_mutex_lock(&lock);
    result = syscall(SYS_ftruncate, descriptor, length);
    if (result == 0 && is_watched(descriptor, &what, path))
        record('L', what.st_ino, length, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t length)
{
    return ftruncate_and_record(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length)
{
    return ftruncate_and_record(descriptor, length);
}

/* ---- syncs; sync_file_range is none: it says nothing about the drive's cache or the size ---- */

static int sync_and_record(long call, int descriptor)
{
    static uint64_t n_syncs;
    struct stat what;
    char path[PATH_MAX];
    uint64_t number = 0;
    int result, watched;
    pthread_mutex_lock(&lock);
    watched = is_watched(descriptor, &what, path);
    if (watched) {
        number = ++n_syncs;
        record('B', 0, number, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    result = syscall(call, descriptor);
    if (watched && result == 0) {
        pthread_mutex_lock(&lock);
        if (S_ISDIR(what.st_mode))
            record('D', 0, number, path, strlen(path));
        else
            record('S', what.st_ino, number, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return result;
}

int fsync(int descriptor)
{
    return sync_and_record(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    return sync_and_record(SYS_fdatasync, descriptor);
}

/* ---- names ---- */

int mkdir(const char *name, mode_t mode)
{
    char path[PATH_MAX];
    int result;
    pthread_mutex_lock(&lock);
    result = syscall(SYS_mkdir, name, mode);
    if (result == 0 && is_watched_name(AT_FDCWD, name, path))
        record('M', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&lock);
    return result;
}

int rename(const char *from, const char *to)
{
    char both[2 * PATH_MAX], target[PATH_MAX];
    int result;
    pthread_mutex_lock(&lock);
    result = syscall(SYS_rename, from, to);
    if (result == 0 && is_watched_name(AT_FDCWD, from, both) && is_watched_name(AT_FDCWD, to, target)) {
        size_t length = strlen(both) + 1; /* both paths, a zero between them */
        memcpy(both + length, target, strlen(target));
        record('N', 0, 0, both, length + strlen(target));
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int unlinkat(int folder, const char *name, int flags)
{
    char path[PATH_MAX];
    int result;
    pthread_mutex_lock(&lock);
    result = syscall(SYS_unlinkat, folder, name, flags);
    if (result == 0 && is_watched_name(folder, name, path))
        record('U', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&lock);
    return result;
}

int unlink(const char *name)
{
    return unlinkat(AT_FDCWD, name, 0);
}

int rmdir(const char *name)
{
    return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}
