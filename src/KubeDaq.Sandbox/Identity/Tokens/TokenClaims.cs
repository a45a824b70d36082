using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Identity.Tokens;

/// <summary>What a service account's token says.</summary>
/// <param name="Account">Whose token it is.</param>
/// <param name="AccountUid">The account's uid: one deleted and made again does not get the token back.</param>
/// <param name="Audiences">For whom it is.</param>
/// <param name="Id">The token's own id.</param>
/// <param name="IssuedAt">From when on it is good.</param>
/// <param name="Expires">Until when it is good.</param>
internal sealed record TokenClaims(
    ServiceAccountName Account, string AccountUid, IReadOnlyList<string> Audiences, string Id, DateTimeOffset IssuedAt, DateTimeOffset Expires)
{
    private const string Private = "kubernetes.io";

    /// <summary>The pod it belongs to: it ends with the pod.</summary>
    public ObjectRef? Pod { get; init; }

    /// <summary>The secret it belongs to.</summary>
    public ObjectRef? Secret { get; init; }

    /// <summary>The host it belongs to, or on which its pod runs.</summary>
    public ObjectRef? Node { get; init; }

    /// <summary>When its owner should have taken a new one.</summary>
    public DateTimeOffset? WarnAfter { get; init; }

    /// <summary>The claims as the token's payload.</summary>
    public JsonObject ToJson(string issuer)
    {
        var kubernetes = new JsonObject
        {
            ["namespace"] = Account.Namespace,
            ["serviceaccount"] = new ObjectRef(Account.Name, AccountUid).ToJson(),
        };
        Add("pod", Pod?.ToJson());
        Add("secret", Secret?.ToJson());
        Add("node", Node?.ToJson());
        Add("warnafter", WarnAfter?.ToUnixTimeSeconds());
        return new()
        {
            ["aud"] = new JsonArray([.. Audiences.Select(audience => JsonValue.Create(audience))]),
            ["exp"] = Expires.ToUnixTimeSeconds(),
            ["iat"] = IssuedAt.ToUnixTimeSeconds(),
            ["iss"] = issuer,
            ["jti"] = Id,
            [Private] = kubernetes,
            ["nbf"] = IssuedAt.ToUnixTimeSeconds(),
            ["sub"] = ServiceAccountName.UserName(Account.Namespace, Account.Name),
        };

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
                kubernetes[name] = value;
        }
    }

    /// <summary>Reads a payload whose signature was found good.</summary>
    public static TokenClaims From(JsonObject payload)
    {
        var kubernetes = payload[Private]!.AsObject();
        var account = ObjectRef.From(kubernetes["serviceaccount"])!;
        return new(new(kubernetes["namespace"]!.GetValue<string>(), account.Name), account.Uid,
            [.. payload["aud"]!.AsArray().Select(audience => audience!.GetValue<string>())], payload["jti"]!.GetValue<string>(),
            Time("iat"), Time("exp"))
        {
            Pod = ObjectRef.From(kubernetes["pod"]),
            Secret = ObjectRef.From(kubernetes["secret"]),
            Node = ObjectRef.From(kubernetes["node"]),
        };

        DateTimeOffset Time(string name) => DateTimeOffset.FromUnixTimeSeconds(payload[name]!.GetValue<long>());
    }
}

/// <summary>An object that a token names.</summary>
internal sealed record ObjectRef(string Name, string Uid)
{
    /// <summary>Reads a reference, or null where there is none.</summary>
    public static ObjectRef? From(JsonNode? reference) =>
        reference is null ? null : new(reference["name"]?.GetValue<string>() ?? "", reference["uid"]?.GetValue<string>() ?? "");

    /// <summary>The reference as a token has it; a uid that is not known is left out.</summary>
    public JsonObject ToJson()
    {
        var reference = new JsonObject { ["name"] = Name };
        if (Uid.Length > 0)
            reference["uid"] = Uid;
        return reference;
    }
}
