using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>What a pod's spec has when its author left it out.</summary>
internal static class PodDefaults
{
    private const int ReadableByAll = 420;

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] FileSources = ["secret", "configMap", "downwardAPI", "projected"];

    /// <summary>Fills the spec of a pod or of a pod template.</summary>
    public static void Fill(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("schedulerName", "default-scheduler");
        spec.Default("terminationGracePeriodSeconds", 30);
        if (spec.Number("terminationGracePeriodSeconds") is < 0)
            spec["terminationGracePeriodSeconds"] = 1;
        spec.Default("securityContext", new JsonObject());
        if (spec.Text("serviceAccountName") is { Length: > 0 } account)
            spec["serviceAccount"] = account;
        else if (spec.Text("serviceAccount") is { Length: > 0 } old)
            spec["serviceAccountName"] = old;
        var host = spec.Flag("hostNetwork");
        foreach (var container in Containers(spec))
            Container(container, host);
        foreach (var volume in spec.Maps("volumes"))
            Volume(volume);
        foreach (var toleration in spec.Maps("tolerations").Where(one => one["key"] is not null && one.Text("operator") == ""))
            toleration.Remove("operator");
    }

    /// <summary>Gives containers requests where they have only limits; this is done for pods, not for templates.</summary>
    public static void RequestLimits(JsonObject spec)
    {
        foreach (var container in Containers(spec))
        {
            foreach (var (name, quantity) in container.Map("resources", "limits") ?? [])
                container.Ensure("resources").Ensure("requests").Default(name, quantity?.DeepClone());
        }
    }

    /// <summary>All containers of a spec, the init containers first.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject spec) => spec.Maps("initContainers").Concat(spec.Maps("containers")).Concat(spec.Maps("ephemeralContainers"));

    private static void Container(JsonObject container, bool host)
    {
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("resources", new JsonObject());
        if (container.Text("image") is { } image)
            container.Default("imagePullPolicy", PullPolicy(image));
        Canonical(container.Map("resources", "limits"));
        Canonical(container.Map("resources", "requests"));
        foreach (var port in container.Maps("ports"))
        {
            port.Default("protocol", "TCP");
            if (host && port["containerPort"] is { } number)
                port.Default("hostPort", number.DeepClone());
        }
        foreach (var field in container.Maps("env").Select(one => one.Map("valueFrom", "fieldRef")).OfType<JsonObject>())
            field.Default("apiVersion", "v1");
        foreach (var probe in Probes.Select(name => container.Map(name)).OfType<JsonObject>())
            Probe(probe);
        foreach (var handler in Hooks.Select(name => container.Map("lifecycle", name)).OfType<JsonObject>())
            Handler(handler);
    }

    private static string PullPolicy(string image)
    {
        var tag = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "";
        return !image.Contains('@') && tag is "" or "latest" ? "Always" : "IfNotPresent";
    }

    private static void Canonical(JsonObject? quantities)
    {
        foreach (var (name, value) in quantities?.ToList() ?? [])
        {
            if (Quantity.TryParse(value, out var quantity))
                quantities![name] = quantity.ToString();
        }
    }

    private static void Probe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        Handler(probe);
    }

    private static void Handler(JsonObject handler)
    {
        if (handler.Map("httpGet") is not { } get)
            return;
        get.Default("path", "/");
        get.Default("scheme", "HTTP");
    }

    private static void Volume(JsonObject volume)
    {
        if (volume.All(pair => pair.Key == "name" || pair.Value is null))
            volume["emptyDir"] = new JsonObject();
        foreach (var source in FileSources.Select(name => volume.Map(name)).OfType<JsonObject>())
            source.Default("defaultMode", ReadableByAll);
        volume.Map("hostPath")?.Default("type", "");
        var items = volume.Maps("downwardAPI", "items")
            .Concat(volume.Maps("projected", "sources").SelectMany(source => source.Maps("downwardAPI", "items")));
        foreach (var field in items.Select(item => item.Map("fieldRef")).OfType<JsonObject>())
            field.Default("apiVersion", "v1");
        foreach (var token in volume.Maps("projected", "sources").Select(source => source.Map("serviceAccountToken")).OfType<JsonObject>())
            token.Default("expirationSeconds", 3600);
    }
}
