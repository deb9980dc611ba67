package gd.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help with the parts of a kernel. Kernels of some microseconds follow each other
 * closely: a helper looks out for the next for a while before it sleeps, since waking it takes as
 * long as such a kernel.
 */
final class Crew {
  /** Looks for work, some ten microseconds altogether, before a helper sleeps. */
  private static final int LOOKS = 1 << 10;

  /** The parts of one kernel; whoever is free takes the next. */
  private static final class Job {
    private IntConsumer part;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(IntConsumer part, int count) {
      this.part = part;
      this.count = count;
    }

    void work() {
      for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
        try {
          part.accept(k);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.getAndIncrement();
        }
      }
    }

    void await() {
      for (int look = 0; done.get() < count; look++) {
        if (look < LOOKS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      part = _ -> {}; // what it holds may be large
      switch (failure.get()) {
        case null -> {}
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IllegalStateException("parts throw nothing checked");
      }
    }
  }

  /** One more thread. */
  private final class Helper extends Thread {
    private volatile boolean sleeps;

    Helper(int number) {
      super("gd-helper-" + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      Job last = null;
      while (true) {
        Job job = await(last);
        job.work();
        last = job;
      }
    }

    private Job await(@Nullable Job last) {
      for (int look = 0; ; look++) {
        Job job = current;
        if (job != null && job != last) {
          return job;
        }
        if (look < LOOKS) {
          Thread.onSpinWait();
        } else {
          sleeps = true;
          if (current == last) {
            LockSupport.park(this);
          }
          sleeps = false;
          look = 0;
        }
      }
    }

    void wake() {
      if (sleeps) {
        LockSupport.unpark(this);
      }
    }
  }

  private final List<Helper> helpers = new ArrayList<>();

  /** The thread that is being helped. */
  private final AtomicReference<@Nullable Thread> served = new AtomicReference<>();

  private volatile @Nullable Job current;

  Crew(int size) {
    for (int number = 1; number <= size; number++) {
      helpers.add(new Helper(number));
    }
    helpers.forEach(Thread::start);
  }

  /** Runs all parts; those within a part run where it does. Several threads may ask at once. */
  void parts(int count, IntConsumer part) {
    Thread caller = Thread.currentThread();
    if (helpers.isEmpty() || caller instanceof Helper || served.get() == caller) {
      for (int k = 0; k < count; k++) {
        part.accept(k);
      }
    } else if (served.compareAndSet(null, caller)) {
      try {
        Job job = new Job(part, count);
        current = job;
        helpers.stream().limit(count - 1L).forEach(Helper::wake);
        job.work();
        job.await();
      } finally {
        served.set(null);
      }
    } else {
      IntStream.range(0, count).parallel().forEach(part);
    }
  }
}
