// The floor: what libcmark-gfm and the kernel alone cost on a library, with nothing around them.
//
//   floor parse  CONTENT            read and parse
//   floor render CONTENT            read, parse and render to HTML in memory
//   floor write  CONTENT OUT [PAD]  the same, and one file a page, with PAD bytes of constant
//                                   padding on each; pictures are copied
//   floor walk   CONTENT            find the files only
//   floor read   CONTENT            find and read the files only
// Option, first: -j N threads (default 2).
//
// It parses with the extensions that Waymark uses, which are also safe with threads. It checks no
// link, knows no title and no navigation: nobody could publish what it writes.
//
// cc -O2 -o floor floor.c -lcmark-gfm -lcmark-gfm-extensions -lpthread
#define _GNU_SOURCE
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { WALK, READ, PARSE, RENDER, WRITE };
static int mode, pad = 2300;
static const char *out_dir;
static size_t root_len;
static char *padding;

static char **files;
static size_t n_files, cap_files;
static _Atomic size_t next_file;
static _Atomic size_t totals[3];       // pages, html bytes, source bytes

static void die(const char *what, const char *path) {
  fprintf(stderr, "floor: %s %s: %s\n", what, path, strerror(errno));
  exit(1);
}

static void walk(const char *dir) {
  DIR *d = opendir(dir);
  if (!d) die("opendir", dir);
  struct dirent *e;
  char path[4096];
  if (mode == WRITE) {
    snprintf(path, sizeof path, "%s%s", out_dir, dir + root_len);
    if (mkdir(path, 0755) && errno != EEXIST) die("mkdir", path);
  }
  while ((e = readdir(d))) {
    if (e->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
    if (e->d_type == DT_DIR) { walk(path); continue; }
    if (n_files == cap_files) files = realloc(files, (cap_files = cap_files ? 2 * cap_files : 4096) * sizeof *files);
    files[n_files++] = strdup(path);
  }
  closedir(d);
}

static void put(const char *path, struct iovec *v, int n) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) die("open", path);
  if (writev(fd, v, n) < 0) die("write", path);
  close(fd);
}

static void one(const char *path, char *buf, size_t cap) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) die("open", path);
  ssize_t n = read(fd, buf, cap);
  close(fd);
  if (n < 0) die("read", path);
  size_t len = strlen(path);
  int md = !strcmp(path + len - 3, ".md");
  char to[4096];
  if (!md) {
    if (mode == WRITE) {
      snprintf(to, sizeof to, "%s%s", out_dir, path + root_len);
      put(to, &(struct iovec){buf, (size_t)n}, 1);
    }
    return;
  }
  totals[2] += (size_t)n;
  totals[0]++;
  if (mode == READ) return;
  char *body = buf, *end = buf + n;
  if (n > 4 && !memcmp(buf, "---\n", 4)) {
    char *m = memmem(buf + 3, (size_t)n - 3, "\n---\n", 5);
    if (m) body = m + 5;
  }
  cmark_mem *mem = cmark_get_default_mem_allocator();
  cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, mem);
  static const char *ext[] = {"table", "tasklist"};
  for (int i = 0; i < 2; i++) cmark_parser_attach_syntax_extension(p, cmark_find_syntax_extension(ext[i]));
  cmark_parser_feed(p, body, (size_t)(end - body));
  cmark_node *doc = cmark_parser_finish(p);
  if (mode >= RENDER) {
    char *html = cmark_render_html_with_mem(doc, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(p), mem);
    size_t h = strlen(html);
    totals[1] += h;
    if (mode == WRITE) {
      const char *base = strrchr(path, '/') + 1;
      int index = !strcmp(base, "guide.md") || !strcmp(base, "part.md");
      if (index) snprintf(to, sizeof to, "%s%.*sindex.html", out_dir, (int)(base - path - root_len), path + root_len);
      else snprintf(to, sizeof to, "%s%.*s.html", out_dir, (int)(len - 3 - root_len), path + root_len);
      struct iovec v[3] = {{padding, (size_t)pad * 2 / 3}, {html, h}, {padding, (size_t)pad - (size_t)pad * 2 / 3}};
      put(to, v, 3);
    }
    mem->free(html);
  }
  cmark_node_free(doc);
  cmark_parser_free(p);
}

static void *worker(void *arg) {
  (void)arg;
  size_t cap = 1 << 20, batch = 16;
  char *buf = malloc(cap);
  for (;;) {
    size_t at = atomic_fetch_add(&next_file, batch);
    if (at >= n_files) break;
    for (size_t i = at; i < at + batch && i < n_files; i++) one(files[i], buf, cap);
  }
  return NULL;
}

int main(int argc, char **argv) {
  int threads = 2, c;
  while ((c = getopt(argc, argv, "+j:")) != -1)
    if (c == 'j') threads = atoi(optarg);
  argv += optind - 1;
  argc -= optind - 1;
  if (argc < 3) { fprintf(stderr, "see the head of floor.c\n"); return 2; }
  static const char *names[] = {"walk", "read", "parse", "render", "write"};
  for (mode = 0; mode < 5 && strcmp(argv[1], names[mode]); mode++) {}
  if (mode == 5 || (mode == WRITE && argc < 4)) { fprintf(stderr, "see the head of floor.c\n"); return 2; }
  if (argc > 3) out_dir = argv[3];
  if (argc > 4) pad = atoi(argv[4]);
  padding = malloc((size_t)pad + 1);
  memset(padding, 'x', (size_t)pad);
  root_len = strlen(argv[2]);
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  cmark_gfm_core_extensions_ensure_registered();
  walk(argv[2]);
  if (mode > WALK) {
    pthread_t t[64];
    if (threads > 64) threads = 64;
    for (int i = 1; i < threads; i++) pthread_create(&t[i], NULL, worker, NULL);
    worker(NULL);
    for (int i = 1; i < threads; i++) pthread_join(t[i], NULL);
  }
  clock_gettime(CLOCK_MONOTONIC, &b);
  printf("%zu files, %zu pages, source %zu bytes, html %zu bytes, %.1f ms\n", n_files, (size_t)totals[0],
         (size_t)totals[2], (size_t)totals[1], (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6);
  return 0;
}
