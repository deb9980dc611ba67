#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double R;
typedef double2 R2;
typedef double4 R4;
typedef double8 R8;
typedef long8 M8;

#if defined(__clang__) && (defined(__x86_64__) || defined(__aarch64__))
#define FETCH(p) __builtin_prefetch((const __private void *)(size_t)(p))
#else
#define FETCH(p)
#endif

static R8 gd_decay_8(const R8 x) {
  const R8 a = -fabs(x);
  const R8 b = a < (R8)((R)(-708.0)) ? (R8)((R)(-708.0)) : a;
  const R8 v = fma(b, (R8)((R)(1.4426950408889634)), (R8)((R)(6.755399441056767E15)));
  const R8 k = v - (R8)((R)(6.755399441056767E15));
  const R8 r = fma(k, (R8)((R)(-1.9082149292705877E-10)), fma(k, (R8)((R)(-0.6931471803691238)), b));
  R8 p = (R8)((R)(2.5000053878886233E-8));
  p = fma(p, r, (R8)((R)(2.763024842243285E-7)));
  p = fma(p, r, (R8)((R)(2.755758639674158E-6)));
  p = fma(p, r, (R8)((R)(2.4801493098733352E-5)));
  p = fma(p, r, (R8)((R)(1.9841269506555356E-4)));
  p = fma(p, r, (R8)((R)(0.0013888888943630361)));
  p = fma(p, r, (R8)((R)(0.00833333333349447)));
  p = fma(p, r, (R8)((R)(0.041666666666530155)));
  p = fma(p, r, (R8)((R)(0.16666666666666413)));
  p = fma(p, r, (R8)((R)(0.5000000000000011)));
  const R8 s = fma(r * r, p, r);
  const R8 h = as_double8(as_long8(v) << (M8)(52));
  return fma(s, h, h);
}

static R8 gd_sigmoid_of_8(const R8 x, const R8 e) {
  const R8 d = (R8)((R)1) + e;
  const R8 n = x >= (R8)((R)0) ? (R8)((R)1) : e;
  return n / d;
}

static R8 gd_softplus_of_8(const R8 x, const R8 e) {
  const R8 m = x > (R8)((R)0) ? x : (R8)((R)0);
  R8 p = (R8)((R)(2.532977412006042E-5));
  p = fma(p, e, (R8)((R)(-2.917595742404204E-4)));
  p = fma(p, e, (R8)((R)(0.0015957335870486536)));
  p = fma(p, e, (R8)((R)(-0.005543087918286275)));
  p = fma(p, e, (R8)((R)(0.013838549195331033)));
  p = fma(p, e, (R8)((R)(-0.02674390369738064)));
  p = fma(p, e, (R8)((R)(0.04230004358780886)));
  p = fma(p, e, (R8)((R)(-0.057501942876245604)));
  p = fma(p, e, (R8)((R)(0.07035536498927432)));
  p = fma(p, e, (R8)((R)(-0.08081208294408444)));
  p = fma(p, e, (R8)((R)(0.09013152331205088)));
  p = fma(p, e, (R8)((R)(-0.0998101452596026)));
  p = fma(p, e, (R8)((R)(0.11107505909350872)));
  p = fma(p, e, (R8)((R)(-0.12499479599124431)));
  p = fma(p, e, (R8)((R)(0.14285658895696646)));
  p = fma(p, e, (R8)((R)(-0.16666662498383553)));
  p = fma(p, e, (R8)((R)(0.19999999791316375)));
  p = fma(p, e, (R8)((R)(-0.2499999999367634)));
  p = fma(p, e, (R8)((R)(0.3333333333323504)));
  p = fma(p, e, (R8)((R)(-0.4999999999999946)));
  return m + fma(e * e, p, e);
}

static void s0(const int g, __global const R *b0, __global R *b5) {
  const int row = g / 80 * 8 + g % 8;
  const int j = g / 8 % 10;
  b5[g] = row < 3000 ? b0[row * 10 + j] : (R)0;
}

__kernel void k0(__global const R *restrict b0, __global R *restrict b5) {
  const int g = get_global_id(0);
  if (g < 30000) {
    s0(g, b0, b5);
  }
}

static void s1(const int g, __global const R *b1, __global const R *b2, __global const R *b5, __global R *b6) {
  const int first = g * 64;
  const int last = min(first + 64, 375);
  R8 total0 = (R8)((R)0);
  R8 sum1[10];
  for (int j = 0; j < 10; j++) {
    sum1[j] = (R8)((R)0);
  }
  for (int c = first; c < last; c += 25) {
    const int end = min(c + 25, last);
    R8 part0 = (R8)((R)0);
    R8 slot2[25];
    for (int t = c; t < end; t++) {
      __global const R *x = b5 + (long)t * 80;
      const int row = t * 8;
      R8 d0 = (R8)((R)0);
       {
        R8 s0_0 = (R8)((R)0);
        R8 s0_1 = (R8)((R)0);
        R8 s0_2 = (R8)((R)0);
        R8 s0_3 = (R8)((R)0);
        #pragma unroll
        for (int j = 0; j < 8; j += 4) {
          FETCH(x + (j + 0) * 8 + 512);
          FETCH(x + (j + 1) * 8 + 512);
          FETCH(x + (j + 2) * 8 + 512);
          FETCH(x + (j + 3) * 8 + 512);
          const R8 c0 = vload8(0, x + (j + 0) * 8);
          s0_0 = fma(c0, (R8)(b1[j + 0]), s0_0);
          const R8 c1 = vload8(0, x + (j + 1) * 8);
          s0_1 = fma(c1, (R8)(b1[j + 1]), s0_1);
          const R8 c2 = vload8(0, x + (j + 2) * 8);
          s0_2 = fma(c2, (R8)(b1[j + 2]), s0_2);
          const R8 c3 = vload8(0, x + (j + 3) * 8);
          s0_3 = fma(c3, (R8)(b1[j + 3]), s0_3);
        }
        const R8 c0 = vload8(0, x + (8) * 8);
        s0_0 = fma(c0, (R8)(b1[8]), s0_0);
        const R8 c1 = vload8(0, x + (9) * 8);
        s0_1 = fma(c1, (R8)(b1[9]), s0_1);
        d0 = ((s0_0 + s0_1) + (s0_2 + s0_3));
      }
      const R8 x0 = vload8(0, b2 + 0 + row);
      const R8 e0 = gd_decay_8(d0);
      const R8 t0 = gd_sigmoid_of_8(d0, e0);
      const R8 t1 = t0 - x0;
      const R8 t2 = d0 * x0;
      const R8 t3 = gd_softplus_of_8(d0, e0);
      const R8 t4 = t3 - t2;
      R8 r0 = t4;
      R8 r1 = t1;
      part0 = part0 + r0;
      slot2[t - c] = r1;
    }
    total0 = total0 + part0;
    for (int j = 0; j < 8; j += 8) {
      R8 a1_0 = (R8)((R)0);
      R8 a1_1 = (R8)((R)0);
      R8 a1_2 = (R8)((R)0);
      R8 a1_3 = (R8)((R)0);
      R8 a1_4 = (R8)((R)0);
      R8 a1_5 = (R8)((R)0);
      R8 a1_6 = (R8)((R)0);
      R8 a1_7 = (R8)((R)0);
      for (int t = c; t < end; t++) {
        __global const R *x = b5 + (long)t * 80;
        const R8 x0 = vload8(0, x + (j + 0) * 8);
        const R8 x1 = vload8(0, x + (j + 1) * 8);
        const R8 x2 = vload8(0, x + (j + 2) * 8);
        const R8 x3 = vload8(0, x + (j + 3) * 8);
        const R8 x4 = vload8(0, x + (j + 4) * 8);
        const R8 x5 = vload8(0, x + (j + 5) * 8);
        const R8 x6 = vload8(0, x + (j + 6) * 8);
        const R8 x7 = vload8(0, x + (j + 7) * 8);
        const R8 r1 = slot2[t - c];
        a1_0 = fma(x0, r1, a1_0);
        a1_1 = fma(x1, r1, a1_1);
        a1_2 = fma(x2, r1, a1_2);
        a1_3 = fma(x3, r1, a1_3);
        a1_4 = fma(x4, r1, a1_4);
        a1_5 = fma(x5, r1, a1_5);
        a1_6 = fma(x6, r1, a1_6);
        a1_7 = fma(x7, r1, a1_7);
      }
      sum1[j + 0] = sum1[j + 0] + a1_0;
      sum1[j + 1] = sum1[j + 1] + a1_1;
      sum1[j + 2] = sum1[j + 2] + a1_2;
      sum1[j + 3] = sum1[j + 3] + a1_3;
      sum1[j + 4] = sum1[j + 4] + a1_4;
      sum1[j + 5] = sum1[j + 5] + a1_5;
      sum1[j + 6] = sum1[j + 6] + a1_6;
      sum1[j + 7] = sum1[j + 7] + a1_7;
    }
     {
      R8 a1_0 = (R8)((R)0);
      R8 a1_1 = (R8)((R)0);
      for (int t = c; t < end; t++) {
        __global const R *x = b5 + (long)t * 80;
        const R8 x0 = vload8(0, x + (8 + 0) * 8);
        const R8 x1 = vload8(0, x + (8 + 1) * 8);
        const R8 r1 = slot2[t - c];
        a1_0 = fma(x0, r1, a1_0);
        a1_1 = fma(x1, r1, a1_1);
      }
      sum1[8 + 0] = sum1[8 + 0] + a1_0;
      sum1[8 + 1] = sum1[8 + 1] + a1_1;
    }
  }
   {
    const R8 whole = total0;
    const R4 h4 = whole.even + whole.odd;
    const R2 h2 = h4.even + h4.odd;
    const R h1 = h2.even + h2.odd;
    (b6 + g * 11 + 0)[0] = h1;
  }
  for (int j = 0; j < 10; j++) {
    const R8 whole = sum1[j];
    const R4 h4 = whole.even + whole.odd;
    const R2 h2 = h4.even + h4.odd;
    const R h1 = h2.even + h2.odd;
    (b6 + g * 11 + 1)[j] = h1;
  }
}

__kernel void k1(__global const R *restrict b1, __global const R *restrict b2, __global const R *restrict b5, __global R *restrict b6) {
  const int g = get_global_id(0);
  if (g < 6) {
    s1(g, b1, b2, b5, b6);
  }
}

static void s2(const int g, __global R *b3, __global R *b4, __global const R *b6) {
  R acc = (R)0;
  for (int p = 0; p < 6; p++) {
    const R x = b6[p * 11 + g];
    acc = acc + x;
  }
  if (g >= 0 & g < 1) {
    b3[g - 0] = acc;
  }
  if (g >= 1 & g < 11) {
    b4[g - 1] = acc;
  }
}

__kernel void k2(__global R *restrict b3, __global R *restrict b4, __global const R *restrict b6) {
  const int g = get_global_id(0);
  if (g < 11) {
    s2(g, b3, b4, b6);
  }
}
