// Calls that Swift's C library module leaves out.
#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H
#if defined(__linux__)
int syncfs(int fd);
#endif
#endif
