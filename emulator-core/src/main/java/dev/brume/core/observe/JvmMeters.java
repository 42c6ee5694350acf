package dev.brume.core.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;

/**
 * Metrics of the virtual machine and the process, under the names that Prometheus's own clients
 * use. Read only when requested.
 */
public final class JvmMeters {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private JvmMeters() {}

  /** Writes all metrics. */
  public static void write(PrometheusText out) {
    writeProcess(out);
    writeMemory(out);
    out.family("jvm_gc_collection_seconds", "summary", "Time spent in garbage collectors.");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      String name = collector.getName();
      out.sample("_count", collector.getCollectionCount(), "gc", name);
      out.sample("_sum", collector.getCollectionTime() / MILLIS_PER_SECOND, "gc", name);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    out.gauge("jvm_threads_current", "Threads, virtual ones left out.")
        .sample(threads.getThreadCount());
    out.gauge("jvm_threads_daemon", "Daemon threads.").sample(threads.getDaemonThreadCount());
    out.gauge("jvm_threads_peak", "Most threads at a time.").sample(threads.getPeakThreadCount());
  }

  private static void writeProcess(PrometheusText out) {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    out.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.")
        .sample(runtime.getStartTime() / MILLIS_PER_SECOND);
    out.gauge("brume_uptime_seconds", "How long the process has been running.")
        .sample(runtime.getUptime() / MILLIS_PER_SECOND);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      out.counter("process_cpu_seconds_total", "User and system time.")
          .sample(unix.getProcessCpuTime() / NANOS_PER_SECOND);
      out.gauge("process_open_fds", "Open files and sockets.")
          .sample(unix.getOpenFileDescriptorCount());
      out.gauge("process_max_fds", "How many files and sockets may be open.")
          .sample(unix.getMaxFileDescriptorCount());
    }
  }

  private static void writeMemory(PrometheusText out) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage rest = memory.getNonHeapMemoryUsage();
    out.gauge("jvm_memory_used_bytes", "Memory in use.");
    writeAreas(out, heap.getUsed(), rest.getUsed());
    out.gauge("jvm_memory_committed_bytes", "Memory taken from the operating system.");
    writeAreas(out, heap.getCommitted(), rest.getCommitted());
    out.gauge("jvm_memory_max_bytes", "Memory that may be used; -1 where there is no limit.");
    writeAreas(out, heap.getMax(), rest.getMax());
  }

  private static void writeAreas(PrometheusText out, long heap, long rest) {
    out.sample("", heap, "area", "heap").sample("", rest, "area", "nonheap");
  }
}
