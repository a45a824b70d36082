using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Validation;

/// <summary>Checks that the applications can be started one after another.</summary>
internal static class StartOrderValidation
{
    public static void Check(IReadOnlyList<Application> applications, FieldErrors errors)
    {
        if (applications.All(application => application.StartAfter.Count == 0))
            return;
        var byName = new Dictionary<string, Application>();
        foreach (var application in applications.Where(application => application.Name is not null))
            byName.TryAdd(application.Name, application);
        for (var i = 0; i < applications.Count; i++)
            CheckNames(applications[i], byName, $"spec.applications[{i}].startAfter", errors);
        CheckCycle(applications, byName, errors);
    }

    private static void CheckNames(Application application, Dictionary<string, Application> byName, string field, FieldErrors errors)
    {
        Names.CheckSet(application.StartAfter, PartitionValidation.MaxApplications, field, errors, (name, entry, found) =>
        {
            if (name == application.Name)
                found.Add(entry, $"{name} cannot start after itself", "take it out");
            else if (name is null || !byName.ContainsKey(name))
                found.Add(entry, $"there is no application {Names.Quote(name ?? "")} in this partition", Advice(name ?? "", byName.Keys));
        });
    }

    private static string Advice(string name, IEnumerable<string> names) =>
        Similar.To(name, names, 3) is { Count: > 0 } similar ? $"did you mean {string.Join(" or ", similar)}?" : "write the name of another application";

    private static void CheckCycle(IReadOnlyList<Application> applications, Dictionary<string, Application> byName, FieldErrors errors)
    {
        if (Cycle(byName) is not { } cycle)
            return;
        var index = applications.ToList().FindIndex(application => application.Name == cycle[0]);
        errors.Add($"spec.applications[{index}].startAfter", $"the applications wait for each other: {string.Join(" after ", cycle.Append(cycle[0]))}", "take one of these out");
    }

    // Applications that can start are taken out until none is left, or only those that wait for a cycle.
    private static List<string>? Cycle(Dictionary<string, Application> byName)
    {
        var waiting = byName.Values.ToDictionary(a => a.Name, a => a.StartAfter.Distinct().Where(n => n is not null && n != a.Name && byName.ContainsKey(n)).ToList());
        var followers = waiting.SelectMany(entry => entry.Value.Select(before => (before, entry.Key))).ToLookup(pair => pair.before, pair => pair.Key);
        var counts = waiting.ToDictionary(entry => entry.Key, entry => entry.Value.Count);
        var ready = new Queue<string>(counts.Where(entry => entry.Value == 0).Select(entry => entry.Key));
        while (ready.TryDequeue(out var name))
        {
            counts.Remove(name);
            foreach (var follower in followers[name].Where(follower => --counts[follower] == 0))
                ready.Enqueue(follower);
        }
        return counts.Count == 0 ? null : Walk(counts.Keys.First(), waiting, counts);
    }

    private static List<string> Walk(string start, Dictionary<string, List<string>> waiting, Dictionary<string, int> stuck)
    {
        var path = new List<string>();
        var name = start;
        while (!path.Contains(name))
        {
            path.Add(name);
            name = waiting[name].First(stuck.ContainsKey);
        }
        return path[path.IndexOf(name)..];
    }
}
