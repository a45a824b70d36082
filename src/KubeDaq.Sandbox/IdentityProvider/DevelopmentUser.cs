using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>A person for development, known to every issuer of the sandbox under the same name.</summary>
/// <param name="Name">The user name, and the subject of the tokens: the same at each issuer, as two people may well be called the same.</param>
/// <param name="Description">What the person is there for.</param>
/// <param name="CernClaims">What a token of the CERN-like issuer says beside the name.</param>
/// <param name="FermilabGroups">The groups in a token of the Fermilab-like issuer; null for none.</param>
internal sealed record DevelopmentUser(string Name, string Description, JsonObject CernClaims, IReadOnlyList<string>? FermilabGroups)
{
    /// <summary>Everybody there is. CERN's roles come in either claim, or in both.</summary>
    public static IReadOnlyList<DevelopmentUser> All { get; } =
    [
        new("viewer", "sees partitions and cards", new() { ["cern_upn"] = "viewer", ["cern_roles"] = Words("np04-viewers") }, ["/dune/np04/viewers"]),
        new("shifter", "starts and stops partitions", new() { ["cern_upn"] = "shifter", ["resource_access"] = Roles("np04-shifters") }, ["/dune/np04/shifters"]),
        new("expert", "writes partitions, releases cards",
            new() { ["cern_upn"] = "expert", ["resource_access"] = Roles("np04-experts"), ["cern_roles"] = Words("np04-shifters") },
            ["/dune/np04/experts", "/dune/np04/shifters"]),
        new("administrator", "may do everything with KubeDaq",
            new() { ["cern_upn"] = "administrator", ["cern_roles"] = Words("np04-administrators") }, ["/dune/np04/administrators"]),
        new("newcomer", "is in no group, and has no cern_upn", [], null),
        new("impostor", "claims to be of Kubernetes itself, which must give nothing",
            new() { ["cern_upn"] = "system:admin", ["cern_roles"] = Words("system:masters", "np04-viewers") }, ["system:masters"]),
    ];

    /// <summary>The person of a name.</summary>
    public static DevelopmentUser? Find(string? name) => All.FirstOrDefault(user => user.Name == name);

    private static JsonObject Roles(string role) => new() { [ClientNames.CommandLine] = new JsonObject { ["roles"] = Words(role) } };

    private static JsonArray Words(params string[] words) => [.. words.Select(word => JsonValue.Create(word))];
}
