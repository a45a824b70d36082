using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Persons;

/// <summary>What a person should know about his rights, and what to do about what he lacks.</summary>
public static class Hints
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    /// <summary>The hints on the command line, the most important first.</summary>
    public static IEnumerable<string> For(Myself me, string ns, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (me.User == "system:anonymous")
            yield return "the cluster does not know you: sign in with 'kubedaq login', or use a kubeconfig with credentials";
        if (me.Credential.Expires is { } end && end - now < Soon && me.Credential.Issuer is not null)
            yield return end <= now ? "your token has expired" : $"your token ends in {ShortTime.Of(end - now)}; a token of 'kubedaq login' or of a pod is renewed by itself";
        if (me.Groups.Contains("system:masters"))
        {
            yield return "you are an administrator of the whole cluster: what you do bears no person's name; sign in with 'kubedaq login' for daily work";
            yield break;
        }
        foreach (var hint in OfRights(me, ns))
            yield return hint;
    }

    /// <summary>What the rights come to in a person's work.</summary>
    public static IEnumerable<string> OfRights(Myself me, string ns)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May("list", "partitions"))
            yield return $"you may not see the partitions of namespace {ns}{(me.Rights.Count > 0 ? " as a whole" : "")}; an administrator can let you: kubectl create rolebinding {BindingName(me)} -n {ns} --clusterrole=kubedaq-viewer {Subject(me)}";
        else if (me.May("create", "partitions"))
            yield return $"you may write the partitions of namespace {ns}, start and stop them";
        else if (me.May("operate", "partitions"))
            yield return $"you may start and stop the partitions of namespace {ns}, and change nothing else of them";
        else
            yield return $"you may look, not start or stop; the role kubedaq-shifter in namespace {ns} lets you";
        if (me.May("release", "readoutcards"))
            yield return "you may take a card away by force ('kubedaq release')";
    }

    private static string BindingName(Myself me) => new([.. me.User.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')]);

    private static string Subject(Myself me)
    {
        if (me.User.Split(':') is ["system", "serviceaccount", var ns, var name])
            return $"--serviceaccount={ns}:{name}";
        return me.Groups.FirstOrDefault(group => !group.StartsWith("system:", StringComparison.Ordinal)) is { } group ? $"--group={group}" : $"--user={me.User}";
    }
}
