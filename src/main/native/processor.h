/* Which of the compiled instruction sets this processor and system can run. */
#ifndef RECIPE4J_PROCESSOR_H
#define RECIPE4J_PROCESSOR_H

#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>

/* Registers that the system saves when it switches threads; Intel's manual, volume 1, chapter 13. */
static uint64_t saved_registers(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

/* The widest vectors of floats: 16 with AVX-512 (F, BW, DQ, VL), 8 with AVX2 and FMA, else 0. */
static int32_t processor_lanes(void) {
  const uint32_t osxsave = 1u << 27, fma = 1u << 12;
  const uint32_t avx2 = 1u << 5, avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & osxsave) || !(c & fma)) return 0;
  uint64_t saved = saved_registers();
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & avx2) || (saved & 0x6) != 0x6) return 0;
  return (b & avx512) == avx512 && (saved & 0xe6) == 0xe6 ? 16 : 8;
}
#else
static int32_t processor_lanes(void) { return 4; }
#endif

#endif
