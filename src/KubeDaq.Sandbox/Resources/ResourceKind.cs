using KubeDaq.Sandbox.CustomResources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>One served kind in one version: what discovery says about it, and how its objects behave.</summary>
internal sealed record ResourceKind
{
    /// <summary>All verbs that a stored kind can have.</summary>
    public static readonly IReadOnlyList<string> AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The group; empty for core.</summary>
    public required string Group { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The name in URLs.</summary>
    public required string Plural { get; init; }

    /// <summary>The name of one.</summary>
    public required string Singular { get; init; }

    /// <summary>The kind, in CamelCase.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind of its lists.</summary>
    public string ListKind { get => field ?? Kind + "List"; init; }

    /// <summary>Whether its objects are in namespaces.</summary>
    public required bool Namespaced { get; init; }

    /// <summary>What can be done with it.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>What kubectl also calls it.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groups of kinds that it belongs to, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Its subresources.</summary>
    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>The columns of its tables.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [Column.Called, Column.Age];

    /// <summary>Fields besides name and namespace that a field selector may name: label to path.</summary>
    public IReadOnlyDictionary<string, string> SelectableFields { get; init; } = new Dictionary<string, string>();

    /// <summary>Defaults, preparation and validation.</summary>
    public KindRules Rules { get; init; } = KindRules.None;

    /// <summary>Whether metadata.generation counts changes of the spec.</summary>
    public bool CountsGenerations { get; init; }

    /// <summary>Whether a replacement needs no resourceVersion.</summary>
    public bool ReplacesBlindly { get; init; } = true;

    /// <summary>Whether a PUT creates what is missing.</summary>
    public bool CreatesOnReplace { get; init; }

    /// <summary>Whether a deletion answers with the object rather than with a Status.</summary>
    public bool AnswersWithDeleted { get; init; }

    /// <summary>Whether a kind's names follow RFC 1123 labels, subdomains, or only path rules.</summary>
    public NameRule NameRule { get; init; } = NameRule.Subdomain;

    /// <summary>What a client is told when it uses the kind; null where it may go on doing so.</summary>
    public string? Deprecation { get; init; }

    /// <summary>The definition behind a custom resource; null for a built-in kind.</summary>
    public CustomVersion? Custom { get; init; }

    /// <summary>How objects of this version are made from stored ones, where another version is stored.</summary>
    public IVersionConversion? Conversion { get; init; }

    /// <summary>The name in the store.</summary>
    public GroupResource Storage { get => field == default ? Resource : field; init; }

    /// <summary>Group and plural.</summary>
    public GroupResource Resource => new(Group, Plural);

    /// <summary>Group and kind, as validation messages name it.</summary>
    public GroupResource GroupKind => new(Group, Kind);

    /// <summary>What stands in its objects' apiVersion.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The subresource of a name, or null.</summary>
    public Subresource? Find(string subresource) => Subresources.FirstOrDefault(one => one.Name == subresource);

    /// <summary>Whether there is a status subresource.</summary>
    public bool HasStatus => Find("status") is not null;
}

/// <summary>How an object may be called.</summary>
internal enum NameRule
{
    /// <summary>As in DNS, with dots.</summary>
    Subdomain,

    /// <summary>As one part of a DNS name.</summary>
    Label,

    /// <summary>As one part of a DNS name that starts with a letter.</summary>
    Label1035,

    /// <summary>Anything that can be a part of a path.</summary>
    PathSegment,
}
