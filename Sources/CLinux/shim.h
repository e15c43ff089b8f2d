// Calls that Swift's C library module leaves out.
#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H
#if defined(__linux__)
#include <features.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <stddef.h>
#include <sys/types.h>

int syncfs(int fd);

// Fills `buffer` with entries of the struct that readdir64 gives; 0 at the end.
ssize_t getdents64(int fd, void *buffer, size_t length);
#endif
#endif
