using System.Globalization;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>
/// What a set of policies tells apart: two needs are of one class if every policy allows both or neither. A pod's needs are put into classes once, and each policy is then
/// a look at two sets, where it would else hold every need against all of its words. A class is named by a word or a beginning that stands in a policy, or by the
/// first of its host ports; the name '' is for what no policy allows.
/// </summary>
internal sealed class NeedClasses
{
    private readonly IReadOnlyList<IGrouping<string, string>> _kinds;

    private NeedClasses(IReadOnlyList<PolicyGrants> policies)
    {
        Exact = [.. policies.SelectMany(grants => grants.Exact).Distinct().Order(StringComparer.Ordinal)];
        Prefixes = [.. policies.SelectMany(grants => grants.Prefixes).Where(prefix => prefix != Words.HostPort).Distinct()
            .OrderByDescending(prefix => prefix.Length).ThenBy(prefix => prefix, StringComparer.Ordinal)];
        _kinds = [.. Prefixes.GroupBy(Kind)];
        Ports = [.. policies.Where(grants => grants.HasWord(Words.HostPort)).SelectMany(Starts).Distinct().Order()];
    }

    /// <summary>Words that are a class of their own.</summary>
    public IReadOnlyList<string> Exact { get; }

    /// <summary>
    /// How other words of a class begin, the longest first: of the beginnings of one word each is the beginning of the next longer one, so that the longest tells of all.
    /// </summary>
    public IReadOnlyList<string> Prefixes { get; }

    /// <summary>The first host port of each class of them.</summary>
    public IReadOnlyList<int> Ports { get; }

    public static NeedClasses Of(IEnumerable<PolicyGrants> policies) => new([.. policies]);

    /// <summary>The classes that a policy of the set allows.</summary>
    public IEnumerable<string> AllowedBy(PolicyGrants grants) =>
    [
        .. Exact.Where(grants.HasWord),
        .. Prefixes.Where(prefix => grants.Prefixes.Any(own => prefix.StartsWith(own, StringComparison.Ordinal))),
        .. Ports.Where(port => grants.HasWord(Words.HostPort) && grants.HasPort(port)).Select(Name),
    ];

    /// <summary>The class of the need <c>n</c>, in CEL.</summary>
    public string Expression
    {
        get
        {
            IEnumerable<string> exact = Exact.Count > 0 ? [$"n in {Cel.Texts(Exact)} ? n : "] : [];
            IEnumerable<string> ports = Ports.Count > 0 ? [$"n.startsWith({Cel.Text(Words.HostPort)}) ? {PortClass} : "] : [];
            return $"{string.Concat(exact.Concat(ports).Concat(_kinds.Select(KindClass)))}''";
        }
    }

    /// <summary>The most that finding the class of one need can cost, in the API server's unit.</summary>
    public long Cost(long loop, long start) =>
        Exact.Count + ((_kinds.Count + 1) * start) + ((loop + start) * Math.Max(Ports.Count, _kinds.Select(kind => kind.Count()).DefaultIfEmpty().Max()));

    private string PortClass =>
        $"{Cel.Text(Words.HostPort)} + string([{string.Join(", ", Ports)}].filter(p, p <= int(n.substring({Words.HostPort.Length}))).max())";

    // Beginnings are looked for among those of their own kind.
    private static string KindClass(IGrouping<string, string> kind) => kind.ToList() is [var only]
        ? $"n.startsWith({Cel.Text(only)}) ? {Cel.Text(only)} : "
        : $"n.startsWith({Cel.Text(kind.Key)}) ? ({Cel.Texts(kind)}.filter(p, n.startsWith(p)) + [''])[0] : ";

    // 'hostPath ' of 'hostPath /data/'.
    private static string Kind(string prefix) => prefix[..(prefix.IndexOf(' ', StringComparison.Ordinal) + 1)];

    // Where something may change from one port to the next.
    private static IEnumerable<int> Starts(PolicyGrants grants) => [0, .. grants.HostPorts?.SelectMany(range => new[] { range.Min, range.Max + 1 }) ?? []];

    private static string Name(int port) => Words.HostPort + port.ToString(CultureInfo.InvariantCulture);
}
