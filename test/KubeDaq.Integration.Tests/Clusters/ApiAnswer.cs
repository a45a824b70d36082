using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>What an API server said.</summary>
internal sealed record ApiAnswer(int Code, JsonObject Body)
{
    public bool Ok => Code is >= 200 and < 300;

    /// <summary>The texts of its Warning headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Message => (string?)Body["message"] ?? "";

    public override string ToString() => $"{Code} {(Ok ? "" : Message)}";
}
