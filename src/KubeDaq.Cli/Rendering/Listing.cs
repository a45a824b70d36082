using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Serialization;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>How one kind is listed: what people call it and which columns it has.</summary>
internal abstract class Listing(string noun, ResourceKind kind, params IReadOnlyList<string> otherNames)
{
    public static IReadOnlyList<Listing> All { get; } = [new PartitionListing(), new CardListing(), new HostListing(), new PolicyListing()];

    /// <summary>The word for one object, as in <c>partition/coldbox</c>.</summary>
    public string Noun => noun;

    public ResourceKind Kind => kind;

    public IEnumerable<string> Names => [noun + "s", noun, .. otherNames];

    public abstract IReadOnlyList<string> Heads(bool wide);

    public abstract IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now);

    public static Listing Named(string word) =>
        All.FirstOrDefault(l => l.Names.Contains(word, StringComparer.OrdinalIgnoreCase)) ?? throw new CommandFailure(
            ExitCode.Usage, $"there is no kind \"{word}\"; use one of {string.Join(", ", All.Select(l => l.Noun + "s"))}");

    protected static T Read<T>(JsonObject value)
        where T : KubeObject => KubeDaqJson.Read<T>(value);

    protected static string List(IEnumerable<string>? items) => string.Join(',', items ?? []) is { Length: > 0 } line ? line : Cell.Nothing;
}
