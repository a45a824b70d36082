using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>The commands by which an administrator lets a service account use something in its namespace.</summary>
public static class GrantCommands
{
    /// <summary>For a policy, whose ClusterRole the operator makes.</summary>
    public static string OfPolicy(ObjectName account, string policy) =>
        $"kubectl create rolebinding {account.Name}-{policy} -n {account.Namespace} --clusterrole={HostAccessNames.RolePrefix}{policy} --serviceaccount={account.Namespace}:{account.Name}";

    /// <summary>For a card: a role, and its binding.</summary>
    public static IReadOnlyList<string> OfCard(ObjectName account, string card) =>
    [
        $"kubectl create role use-{card} -n {account.Namespace} --verb=use --resource=readoutcards.{ApiGroup.Name} --resource-name={card}",
        $"kubectl create rolebinding {account.Name}-use-{card} -n {account.Namespace} --role=use-{card} --serviceaccount={account.Namespace}:{account.Name}",
    ];

    /// <summary>For a namespace that is to be governed.</summary>
    public static string OfNamespace(string ns) =>
        $"kubectl label namespace {ns} {HostAccessNames.NamespaceLabel}={HostAccessNames.Governed} pod-security.kubernetes.io/enforce=privileged --overwrite";
}
