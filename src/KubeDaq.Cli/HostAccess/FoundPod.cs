using System.Text.Json.Nodes;

namespace KubeDaq.Cli.HostAccess;

/// <summary>A pod as it would be made, or is.</summary>
/// <param name="Source">Where it comes from: <c>Pod readout</c>, <c>Partition coldbox, application writer</c>.</param>
/// <param name="Namespace">Its namespace, where it names one.</param>
/// <param name="Pod">Its metadata and spec.</param>
internal sealed record FoundPod(string Source, string? Namespace, JsonObject Pod);
