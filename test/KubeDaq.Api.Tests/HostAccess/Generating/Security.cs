using System.Text.Json.Nodes;
using CsCheck;
using static KubeDaq.Api.Tests.HostAccess.Generating.Sometimes;

namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>What security contexts of pods and containers have in common.</summary>
internal static class Security
{
    private static readonly string[] ProfileTypes = ["RuntimeDefault", "Unconfined", "Localhost"];

    private static readonly Gen<JsonNode> Profile =
        from type in One(ProfileTypes)
        select (JsonNode)Object(("type", type), ("localhostProfile", type == "Localhost" ? "daq" : null));

    private static readonly Gen<JsonNode> SeLinux = Gen.Select(
        Text("system_u").Seldom(3), Text("system_r").Seldom(3), Text("container_t", "spc_t", "container_engine_t", "unconfined_t").Seldom(2),
        (user, role, type) => (JsonNode)Object(("user", user), ("role", role), ("type", type), ("level", "s0")));

    public static Gen<JsonObject> Common { get; } = Gen.Select(
        Profile.Seldom(4), Profile.Seldom(5), SeLinux.Seldom(4),
        (seccomp, appArmor, seLinux) => Object(("seccompProfile", seccomp), ("appArmorProfile", appArmor), ("seLinuxOptions", seLinux)));
}
