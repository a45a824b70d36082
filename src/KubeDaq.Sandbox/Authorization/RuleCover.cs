namespace KubeDaq.Sandbox.Authorization;

/// <summary>Compares what a user has with what he wants to give to others.</summary>
internal static class RuleCover
{
    private const string All = "*";

    /// <summary>What of the wanted rules is not covered by the held ones, broken down to one verb on one thing each.</summary>
    public static IReadOnlyList<PolicyRule> Missing(IReadOnlyList<PolicyRule> held, IEnumerable<PolicyRule> wanted) =>
        [.. wanted.SelectMany(BreakDown).Where(one => !held.Any(rule => Covers(rule, one)))];

    /// <summary>The missing rules as lines of a refusal, sorted; verbs on the same thing stand together.</summary>
    public static IReadOnlyList<string> Describe(IEnumerable<PolicyRule> missing)
    {
        var things = missing.Where(rule => rule.NonResourceUrls.Count == 0)
            .GroupBy(rule => (rule.ApiGroups[0], rule.Resources[0], rule.ResourceNames.Count > 0 ? rule.ResourceNames[0] : null))
            .Select(group => group.First() with { Verbs = [.. group.Select(rule => rule.Verbs[0])] });
        var paths = missing.Where(rule => rule.NonResourceUrls.Count > 0);
        return [.. things.Concat(paths).Select(Describe).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<PolicyRule> BreakDown(PolicyRule rule)
    {
        IEnumerable<IReadOnlyList<string>> names = rule.ResourceNames.Count == 0 ? [[]] : rule.ResourceNames.Select(name => new[] { name });
        var things =
            from @group in rule.ApiGroups
            from resource in rule.Resources
            from verb in rule.Verbs
            from name in names
            select new PolicyRule([verb], [@group], [resource], name, []);
        var paths =
            from url in rule.NonResourceUrls
            from verb in rule.Verbs
            select new PolicyRule([verb], [], [], [], [url]);
        return things.Concat(paths);
    }

    private static bool Covers(PolicyRule held, PolicyRule wanted) =>
        HasAll(held.Verbs, wanted.Verbs)
        && HasAll(held.ApiGroups, wanted.ApiGroups)
        && wanted.Resources.All(resource => CoversResource(held.Resources, resource))
        && wanted.NonResourceUrls.All(url => held.NonResourceUrls.Any(own => CoversPath(own, url)))
        && (held.ResourceNames.Count == 0 || (wanted.ResourceNames.Count > 0 && wanted.ResourceNames.All(held.ResourceNames.Contains)));

    private static bool HasAll(IReadOnlyList<string> held, IReadOnlyList<string> wanted) => held.Contains(All) || wanted.All(held.Contains);

    private static bool CoversResource(IReadOnlyList<string> held, string wanted) =>
        held.Contains(All) || held.Contains(wanted) || (wanted.Split('/') is [_, var subresource] && held.Contains($"*/{subresource}"));

    private static bool CoversPath(string held, string wanted) =>
        held == wanted || (held.EndsWith('*') && wanted.StartsWith(held.TrimEnd('*'), StringComparison.Ordinal));

    private static string Describe(PolicyRule rule)
    {
        List<string> parts = [];
        Add("APIGroups", rule.ApiGroups);
        Add("Resources", rule.Resources);
        Add("NonResourceURLs", rule.NonResourceUrls);
        Add("ResourceNames", rule.ResourceNames);
        Add("Verbs", rule.Verbs);
        return $$"""{{{string.Join(", ", parts)}}}""";

        void Add(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                parts.Add($"{name}:[{string.Join(' ', values.Select(value => $"\"{value}\""))}]");
        }
    }
}
