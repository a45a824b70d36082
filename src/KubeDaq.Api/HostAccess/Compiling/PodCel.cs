using KubeDaq.Api.HostAccess.Needs;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="PodNeeds"/> reads of a pod, in CEL. It is the same for every set of policies.</summary>
internal static class PodCel
{
    private const string Spec = "object.spec";

    /// <summary>Every container with its path in the pod.</summary>
    public static string Held => Join(PodContainer.Lists.Select(list =>
        $"{Spec}.?{list}.orValue([]).map(c, {{'at': dyn('spec.{list}[' + c.name + ']'), 'c': dyn(c)}})"));

    /// <summary>What the pod takes, by the part that takes it.</summary>
    public static string Taken(string held) =>
        $"({Join([$"[{Row("'spec'", SpecNeeds)}]", Volumes(held), Lists("has(object.metadata.annotations)", $"[{Row("'metadata.annotations'", Annotations)}]"), .. PodContainer.Lists.Select(Containers)])})"
        + ".filter(r, r.needs.size() > 0)";

    /// <summary>The classes of what the pod takes.</summary>
    // Joined and split, as there is no other way to make one list of several before Kubernetes 1.34; the names are texts of policies, which have no line ends.
    public static string Classes(string taken, NeedClasses classes) =>
        $"{taken}.map(r, r.needs.map(n, {classes.Expression}).join('\\n')).join('\\n').split('\\n')";

    /// <summary>Whether a container may gain privileges.</summary>
    public static string Escalates(string held) => $"{held}.exists(h, h.c.?securityContext.?allowPrivilegeEscalation.orValue(true))";

    /// <summary>The bytes of huge pages of a size: what all containers ask for, or what the pod does, whichever is more.</summary>
    public static string HugePages(string held, string size) =>
        $"[{held}.map(h, {Amount("h.c", size)}).sum(), {Amount(Spec, size)}].max()";

    /// <summary>The service account of the pod.</summary>
    public static string Account => $"{Spec}.?serviceAccountName.orValue('') == '' ? 'default' : {Spec}.serviceAccountName";

    /// <summary>Whether somebody makes the pod who may make any.</summary>
    public static string BreakGlass => $"(has(request.userInfo.groups) && {Text(HostAccessNames.BreakGlassGroup)} in request.userInfo.groups)";

    /// <summary>Whether an update leaves all as it is that is judged.</summary>
    public static string Unchanged =>
        "oldObject != null && " + string.Join(" && ", PodNeeds.Fields.Select(name => $"{Spec}.?{name} == oldObject.spec.?{name}"))
        + $" && {AppArmorOf("object")}.all(p, p in {AppArmorOf("oldObject")})";

    private static string SpecNeeds => Join(
        Flag(Spec, "hostNetwork", Words.HostNetwork),
        Flag(Spec, "hostPID", Words.HostPid),
        Flag(Spec, "hostIPC", Words.HostIpc),
        Lists($"has({Spec}.securityContext)", Join(SecurityCel.Needs($"{Spec}.securityContext"), Sysctls)),
        SecurityCel.Resources(Spec));

    private static string Sysctls => Lists(
        $"has({Spec}.securityContext.sysctls)",
        $"{Spec}.securityContext.sysctls.filter(s, !(s.name in {Texts(Baseline.Sysctls)})).map(s, {Text(Words.Sysctl)} + s.name)");

    private static string Volumes(string held) =>
        Lists($"has({Spec}.volumes)", $"{Spec}.volumes.filter(v, has(v.hostPath)).map(v, {Row("'spec.volumes[' + v.name + ']'", $"[{HostPath(held)}]")})");

    private static string HostPath(string held) =>
        $"(v.hostPath.path.split('/').exists(s, s == '..') ? {Text(Words.BackwardHostPath)} : "
        + $"{held}.all(h, h.c.?volumeMounts.orValue([]).all(m, m.name != v.name || m.?readOnly.orValue(false))) ? "
        + $"{Text(Words.ReadOnlyHostPath)} : {Text(Words.HostPath)}) + v.hostPath.path";

    private static string Annotations =>
        $"{AppArmorOf("object")}.map(p, {Text(Words.AppArmor)} + (p == 'unconfined' ? 'Unconfined' : p))";

    private static string Containers(string list) =>
        Lists($"has({Spec}.{list})", $"{Spec}.{list}.map(c, {Row($"'spec.{list}[' + c.name + ']'", ContainerNeeds)})");

    // Most containers have few of these fields: what is not there is not read further.
    private static string ContainerNeeds => Join(
        Lists("has(c.securityContext)", Join(
            Flag("c.securityContext", "privileged", Words.Privileged), SecurityCel.Needs("c.securityContext"), Capabilities, ProcMount)),
        Lists("has(c.ports)", $"c.ports.filter(p, p.?hostPort.orValue(0) != 0).map(p, {Text(Words.HostPort)} + string(p.hostPort))"),
        Lists("has(c.livenessProbe) || has(c.readinessProbe) || has(c.startupProbe) || has(c.lifecycle)", Join(ProbeHosts("httpGet"), ProbeHosts("tcpSocket"))),
        SecurityCel.Resources("c"));

    private static string Capabilities => Lists(
        "has(c.securityContext.capabilities)",
        $"c.securityContext.capabilities.?add.orValue([]).filter(n, !(n in {Texts(Baseline.Capabilities)})).map(n, {Text(Words.Capability)} + n.upperAscii())");

    private static string ProcMount => When(
        $"has(c.securityContext.procMount) && !(c.securityContext.procMount in ['', 'Default']) && {Spec}.?hostUsers.orValue(true)", $"{Text(Words.ProcMount)} + c.securityContext.procMount");

    private static string Flag(string holder, string field, string word) => When($"has({holder}.{field}) && {holder}.{field}", Text(word));

    private static string ProbeHosts(string action) =>
        $"[c.?livenessProbe, c.?readinessProbe, c.?startupProbe, c.?lifecycle.?postStart, c.?lifecycle.?preStop].map(p, p.?{action}.?host.orValue(''))"
        + $".filter(n, n != '').map(n, {Text(Words.ProbeHost)} + n)";

    private static string AppArmorOf(string pod)
    {
        var all = $"{pod}.metadata.?annotations.orValue({{}})";
        return $"{all}.filter(k, k.startsWith({Text(Baseline.AppArmorAnnotation)}) && !({all}[k] in ['', {Text(Baseline.AppArmorRuntime)}]) && !{all}[k].startsWith({Text(Baseline.AppArmorLocal)})).map(k, {all}[k])";
    }

    private static string Amount(string holder, string size)
    {
        var name = Text(Words.HugePages + size);
        return $"{holder}.?resources.?limits[?{name}].or({holder}.?resources.?requests[?{name}]).optMap(q, quantity(q).asInteger()).orValue(0)";
    }
}
