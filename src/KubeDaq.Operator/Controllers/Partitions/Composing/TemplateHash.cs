using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// The fingerprint of what a pod is made from: a pod with another one is outdated. It depends on the partition alone, never on the operator's
/// version, so that an upgrade of the operator restarts nothing; and not on the number of replicas or the order of the start.
/// </summary>
internal static class TemplateHash
{
    /// <summary>A partition of 1,500 applications is looked at many times while it starts; its spec is the same each time.</summary>
    private static readonly ConditionalWeakTable<Application, Fingerprint> Known = [];

    public static string Of(Partition partition, Application application)
    {
        var account = Identity.ServiceAccount(partition);
        var known = Known.GetValue(application, a => new Fingerprint(account, Compute(account, a)));
        return known.Account == account ? known.Hash : Compute(account, application);
    }

    private static string Compute(string account, Application application)
    {
        var text = new StringBuilder();
        Append(text, application.Template);
        foreach (var port in application.Ports)
            text.Append("|port ").Append(port.Name).Append('/').Append(port.Protocol);
        text.Append("|networks ").AppendJoin(',', application.DataNetworks);
        text.Append("|cvmfs ").AppendJoin(',', application.Cvmfs);
        text.Append("|account ").Append(account);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(hash)[..16];
    }

    /// <summary>Fields in the order of their names: the API server may give them back in another order.</summary>
    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                text.Append('{');
                foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    text.Append('"').Append(name).Append("\":");
                    Append(text, value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private sealed record Fingerprint(string Account, string Hash);
}
