package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The numbers that PyTorch 1.13 gives for torch.float64 on the CPU after {@code manual_seed(1)},
 * typed in from a run of it.
 */
class GeneratorTest {
  /** The roundings of logarithm, sine and cosine are the platform's there. */
  private static final double ROUNDING = 1e-14;

  private static final double[] RANDN_40 = {
    -0.31128955419003207, -0.7130302768401124, -0.729068152895376, -0.29920233004408114,
    -0.25289846946006805, -0.36018000135378847, 0.9393532606557873, 1.16142070644801,
    -0.1705634409839206, 0.014932963521677391, -0.04759475759569801, 0.548012110089419,
    -1.2490838162314513, 0.3195131020577657, 0.594450724343618, 1.0562236505127134,
    0.8035157004758826, 0.3739858166762804, 0.5739008402091161, 1.5697184649359581,
    0.8734455849426772, -3.704663800207429, -1.8141539905872015, -1.8425712793844078,
    -0.42282970424578, -0.22406458625794728, -0.4792468385297813, -0.0351735904805693,
    -0.8777061704001674, 0.43782130291788796, -0.09254671098785153, -0.20027829232773128,
    0.4863251510734631, 0.7122218621390902, -0.7935516731558401, 1.0830498906376167,
    0.52376008482382, -0.6941792572724508, -1.8018239852477405, 0.8581456808400125
  };

  private static final double[] RANDN_15 = {
    0.6613521715704522, 0.2669240982925188, 0.061677258237348306, 0.6213173286854216,
    -0.45190596470388295, -0.16613023453557194, -1.5227684840130555, 0.38168390241818895,
    -1.0276085758313882, -0.5630527986537884, -0.8922905087810341, -0.05825017908369636,
    -0.19550957739962468, -0.9656359311683427, 0.42241532118215536
  };

  private static final double[] RANDN_17 = {
    -0.31128955419003207, 0.3739858166762804, 0.5739008402091161, 1.5697184649359581,
    0.8734455849426772, -3.704663800207429, -1.8141539905872015, -1.8425712793844078,
    0.09412786590968454, 0.5462183247259068, 1.052307808929565, -0.15636439667930063,
    -2.1010054062092243, 1.5797411191469026, 1.0833573008638342, 0.8896745158287568,
    -1.928583354008078
  };

  @Test
  void uniformNumbersAgreeToTheLastBit() {
    double[] expected = {
      0.06105327471962363,
      0.2245545065676504,
      0.23425251394483937,
      0.17709922744775553,
      0.5560680561489946
    };
    assertArrayEquals(expected, new Generator(1).uniforms(5));
  }

  /** PyTorch takes the low 32 bits of a seed. */
  @ParameterizedTest
  @CsvSource({
    "1099511627781, 0.6420150066280941, 0.2597579151763153",
    "-3, 0.9989183312422804, 0.12542202110534495"
  })
  void everyWholeNumberIsASeed(long seed, double first, double second) {
    assertArrayEquals(new double[] {first, second}, new Generator(seed).uniforms(2));
  }

  @Test
  void fewNormalNumbersAreDrawnInPairs() {
    assertArrayEquals(RANDN_15, new Generator(1).normals(15), ROUNDING);
    assertArrayEquals(
        DoubleStream.of(RANDN_15).limit(6).toArray(), new Generator(1).normals(6), ROUNDING);
  }

  /** The second half of a pair waits for the next call. */
  @Test
  void aPairMayBeSplitBetweenCalls() {
    Generator generator = new Generator(1);
    double[] both =
        DoubleStream.concat(
                DoubleStream.of(generator.normals(3)), DoubleStream.of(generator.normals(3)))
            .toArray();
    assertArrayEquals(DoubleStream.of(RANDN_15).limit(6).toArray(), both, ROUNDING);
  }

  @Test
  void manyNormalNumbersAreDrawnInBlocks() {
    assertArrayEquals(
        DoubleStream.of(RANDN_40).limit(16).toArray(), new Generator(1).normals(16), ROUNDING);
    assertArrayEquals(RANDN_17, new Generator(1).normals(17), ROUNDING);
    assertArrayEquals(RANDN_40, new Generator(1).normals(40), ROUNDING);
  }

  @Test
  void blocksLeaveTheWaitingHalfAlone() {
    Generator generator = new Generator(1);
    double[] first = generator.normals(3);
    double[] uniform = generator.uniforms(2);
    double[] block = generator.normals(17);
    double[] last = generator.normals(2);
    assertEquals(0.061677258237348306, first[2], ROUNDING);
    assertArrayEquals(new double[] {0.5560680561489946, 0.1094438536552077}, uniform);
    assertEquals(0.9393532606557873, block[0], ROUNDING);
    assertEquals(0.2923433203613846, block[16], ROUNDING);
    assertArrayEquals(new double[] {0.6213173286854216, -0.18193733546422167}, last, ROUNDING);
  }

  @Test
  void permutationsAgree() {
    int[] expected = {5, 6, 1, 2, 0, 8, 9, 3, 7, 4};
    assertArrayEquals(expected, new Generator(1).permutation(10));
    Generator generator = new Generator(1);
    generator.permutation(5);
    assertEquals(0.23425251394483937, generator.uniform());
    Generator other = new Generator(1);
    other.permutation(1);
    assertEquals(0.06105327471962363, other.uniform());
  }

  @Test
  void wholeNumbersAgree() {
    Generator dice = new Generator(1);
    assertArrayEquals(
        new long[] {2, 6, 1, 3, 2, 2, 6, 6, 6, 1},
        LongStream.generate(() -> 1 + dice.integer(6)).limit(10).toArray());
    Generator large = new Generator(1);
    assertArrayEquals(
        new long[] {163196666091L, 605300724808L, 1095766950793L, 876169207429L},
        LongStream.generate(() -> large.integer(1L << 40)).limit(4).toArray());
  }

  @Test
  void aCopyGoesOnAlone() {
    Generator generator = new Generator(7);
    generator.normals(3);
    Generator copy = generator.copy();
    assertArrayEquals(generator.normals(20), copy.normals(20));
  }
}
