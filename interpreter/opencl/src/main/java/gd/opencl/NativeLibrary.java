package gd.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jocl.LibUtils;

/**
 * Loads JOCL's native library from a folder of the user's own.
 *
 * <p>JOCL loads {@code lib<name>.so} from {@code java.io.tmpdir} if it lies there, whoever put it
 * there. So our own copy is laid into a private folder first, and that folder is what JOCL takes
 * for the temp folder during the one moment in which its class is initialised. ({@code
 * java.library.path} would do too, but the JVM reads it once, at its start.)
 */
final class NativeLibrary {
  private static final String NAME = "JOCL_2_0_6";
  private static final String MAIN_CLASS = "org.jocl.CL";
  private static final String TEMP_FOLDER = "java.io.tmpdir";

  private NativeLibrary() {}

  /** Loads it, or says why it cannot be loaded. */
  static Optional<String> load(CacheFolder cache) {
    String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName(NAME));
    try (InputStream resource = LibUtils.class.getResourceAsStream("/lib/" + file)) {
      if (resource == null) {
        return Optional.of(
            "JOCL has no native library for %s on %s"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
      }
      initialise(unpack(cache, file, resource.readAllBytes()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "the native library of JOCL could not be unpacked (" + e.getMessage() + ")");
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(explain(e));
    }
  }

  /** The private folder that holds the library, with exactly this content. */
  static Path unpack(CacheFolder cache, String file, byte[] content) throws IOException {
    Path folder;
    try {
      folder = cache.folder("native-2.0.6-" + Checksum.of(content).substring(0, 16));
    } catch (IOException e) {
      folder = Files.createTempDirectory("gd-native"); // new, and open to its owner only
    }
    Path library = folder.resolve(file);
    if (!Files.isRegularFile(library) || !Arrays.equals(Files.readAllBytes(library), content)) {
      CacheFolder.write(library, content);
    }
    return folder;
  }

  private static void initialise(Path folder) throws ClassNotFoundException {
    synchronized (NativeLibrary.class) {
      String temp = System.getProperty(TEMP_FOLDER);
      System.setProperty(TEMP_FOLDER, folder.toString());
      try {
        Class.forName(MAIN_CLASS, true, NativeLibrary.class.getClassLoader());
      } finally {
        System.setProperty(TEMP_FOLDER, temp);
      }
    }
  }

  private static String explain(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Implementation library could not be loaded")
        ? "libOpenCL.so.1 was not found"
        : "the native library of JOCL could not be loaded";
  }
}
