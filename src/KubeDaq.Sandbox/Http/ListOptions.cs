using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Selection;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Which objects a client lists, watches or deletes together.</summary>
internal sealed record ListOptions
{
    /// <summary>By labels.</summary>
    public required LabelSelector Labels { get; init; }

    /// <summary>By fields.</summary>
    public required FieldSelector Fields { get; init; }

    /// <summary>The most objects in one answer; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Where the last page ended.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The version asked for, as sent.</summary>
    public string Version { get; init; } = "";

    /// <summary>Exact, NotOlderThan or empty.</summary>
    public string Match { get; init; } = "";

    /// <summary>How long a watch may last, or null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a watch wants to hear of versions without changes for it.</summary>
    public bool Bookmarks { get; init; }

    /// <summary>Whether a watch begins with what there is.</summary>
    public bool SendsInitialEvents { get; init; }

    /// <summary>Whether all objects are meant.</summary>
    public bool PicksAll => Labels.Requirements.Count == 0 && Fields.Requirements.Count == 0;

    /// <summary>Reads the query.</summary>
    /// <exception cref="StatusException">It makes no sense.</exception>
    public static ListOptions Parse(IQueryCollection query, ResourceKind kind, bool watches)
    {
        var options = new ListOptions
        {
            Labels = LabelSelectorParser.Parse(query["labelSelector"]),
            Fields = FieldSelector.Parse(query["fieldSelector"], kind),
            Limit = int.TryParse(query["limit"], out var limit) && limit > 0 ? limit : 0,
            Continue = query["continue"].ToString(),
            Version = query["resourceVersion"].ToString(),
            Match = query["resourceVersionMatch"].ToString(),
            Timeout = double.TryParse(query["timeoutSeconds"], out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            Bookmarks = IsSet(query["allowWatchBookmarks"]),
            SendsInitialEvents = IsSet(query["sendInitialEvents"]),
        };
        var complaint = watches ? WatchComplaint(options, query.ContainsKey("sendInitialEvents")) : ListComplaint(options, query.ContainsKey("sendInitialEvents"));
        return complaint is null ? options : throw StatusException.Invalid(new("meta.k8s.io", "ListOptions"), "", [complaint]);
    }

    /// <summary>Whether a flag in a query is on.</summary>
    public static bool IsSet(string? value) => value is "1" or "true" or "True" or "TRUE" or "t" or "T";

    private static Cause? ListComplaint(ListOptions options, bool asksInitialEvents)
    {
        if (asksInitialEvents)
            return Cause.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        if (options.Match.Length == 0)
            return null;
        if (options.Version.Length == 0)
            return Cause.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (options.Continue.Length > 0)
            return Cause.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        if (options.Match is not ("Exact" or "NotOlderThan"))
            return Cause.NotSupported("resourceVersionMatch", options.Match, "Exact", "NotOlderThan", "");
        return options.Match == "Exact" && options.Version == "0" ? Cause.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"") : null;
    }

    private static Cause? WatchComplaint(ListOptions options, bool asksInitialEvents)
    {
        if (asksInitialEvents && options.Match != "NotOlderThan")
            return Cause.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        if (!asksInitialEvents && options.Match.Length > 0)
            return Cause.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        return null;
    }
}
