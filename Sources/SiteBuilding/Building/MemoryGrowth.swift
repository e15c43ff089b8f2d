import CLinux

/// Has each thread's memory grow in large steps from now on. What is not used stays with the system.
///
/// By itself glibc makes room for all threads but the first 4 KB at a time, thousands of times in a build
/// (`grow_heap` in its arena.c), and while it does, no other thread gets memory either: 1 to 2 % of the time of a
/// build with two threads. Whoever says how far to grow (`mallopt(3)`) also has to say from which size on a piece
/// comes from the system by itself.
func growMemoryInLargeSteps() {
  #if canImport(Glibc)
    let step: Int32 = 64 << 20
    let largePiece: Int32 = 8 << 20
    _ = mallopt(M_TOP_PAD, step)
    _ = mallopt(M_TRIM_THRESHOLD, 4 * step)
    _ = mallopt(M_MMAP_THRESHOLD, largePiece)
  #endif
}
