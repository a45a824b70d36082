using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>The objects by which a service account may use something in its namespace; <see cref="GrantCommands"/> are the commands that make the same.</summary>
public static class GrantObjects
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>For a policy, whose ClusterRole the operator makes.</summary>
    public static IReadOnlyList<JsonObject> OfPolicy(ObjectName account, string policy) =>
        [Binding($"{account.Name}-{policy}", account, "ClusterRole", HostAccessNames.RolePrefix + policy)];

    /// <summary>For a card: a role, and its binding.</summary>
    public static IReadOnlyList<JsonObject> OfCard(ObjectName account, string card) =>
    [
        new()
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = "Role",
            ["metadata"] = new JsonObject { ["name"] = $"use-{card}", ["namespace"] = account.Namespace },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray(ApiGroup.Name),
                ["resources"] = new JsonArray(UseGrants.Cards),
                ["resourceNames"] = new JsonArray(card),
                ["verbs"] = new JsonArray(HostAccessNames.UseVerb),
            }),
        },
        Binding($"{account.Name}-use-{card}", account, "Role", $"use-{card}"),
    ];

    private static JsonObject Binding(string name, ObjectName account, string kind, string role) => new()
    {
        ["apiVersion"] = $"{Group}/v1",
        ["kind"] = "RoleBinding",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = account.Namespace },
        ["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = kind, ["name"] = role },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = account.Name, ["namespace"] = account.Namespace }),
    };
}
