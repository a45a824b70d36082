namespace KubeDaq.Bench.Clusters;

/// <summary>A measurement that could not be made; the message is one line.</summary>
internal sealed class BenchFailure(string message) : Exception(message);
