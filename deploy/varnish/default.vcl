# Varnish 7 in front of several gunicorn processes. What differs from one place to another stands in site.vcl.
#
#   varnishd -F -a 127.0.0.1:6081 -f /etc/varnish/default.vcl -s malloc,256m -p http_gzip_support=off
#
# It keeps the pages that the site marks with Surrogate-Control, and nothing else: the site sends that with pages for
# anonymous readers only. http_gzip_support=off: the site compresses, each page once. See docs/scaling.md.
vcl 4.1;

import accept;
import directors;
import std;
import var;
import xkey;

include "site.vcl";

sub vcl_init {
    new languages = accept.rule("en");
    languages.add("en");
    languages.add("fr");
    languages.add("es");
    languages.add("ru");
    languages.add("ar");
    languages.add("zh-hans");
}

sub vcl_recv {
    set req.backend_hint = site.backend();
    unset req.http.X-Edge-Stale;
    if (req.method == "PURGE") {
        call make_old;
    }
    if (req.restarts == 0) {
        set req.http.Host = std.tolower(req.http.Host);
        unset req.http.X-Edge-Page;
        # Only the server that ends TLS knows, and it overwrites what comes from outside.
        if (req.http.X-Forwarded-Proto != "https") {
            set req.http.X-Forwarded-Proto = "http";
        }
        unset req.http.Surrogate-Capability;
        unset req.http.Proxy;
    } else if (req.http.X-Edge-Page) {
        # The second try, as the first one failed: an old page is better than none.
        if (req.http.X-Edge-Page == "failed") {
            set req.http.X-Edge-Stale = "yes";
        }
        call choose_age;
        return (hash);
    }

    # Pages of readers stand under their language, and pictures in one folder; all others are none of ours.
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Authorization || req.http.Transfer-Encoding || (req.http.Content-Length && req.http.Content-Length != "0")) {
        return (pass);
    }
    if (req.url !~ "^/(\?|$)" && req.url !~ "^/(en|fr|es|ru|ar|zh-hans)/([^.?]*/)?[^./?]*(\?|$)" && req.url !~ "^/(sitemap\.xml|media/images/[^/?]+)(\?|$)") {
        return (pass);
    }
    # A session, or a message to one reader. All other cookies change no page, except the two below.
    if (req.http.Cookie ~ "(^|;\s*)(__Host-sessionid|sessionid|messages)=") {
        return (pass);
    }
    call know_only_what_changes_a_page;
    set req.http.X-Edge-Page = "yes";
    call choose_age;
    return (hash);
}

# Everything that a stranger can vary is brought to the few forms that pages exist in.
sub know_only_what_changes_a_page {
    # Pages without pictures: by the browser, or by the switch in the foot.
    if (req.http.Save-Data ~ "(?i)^on$" || req.http.Cookie ~ "(^|;\s*)view=text(;|$)") {
        set req.http.Save-Data = "on";
    } else {
        unset req.http.Save-Data;
    }
    # The root leads to the language that was chosen, or else to the one the browser asks for.
    if (req.url ~ "^/(\?|$)") {
        if (req.http.Cookie ~ "(^|;\s*)language=(en|fr|es|ru|ar|zh-hans)(;|$)") {
            set req.http.Accept-Language = regsub(req.http.Cookie, "^(?:.*;\s*)?language=([a-z-]+).*$", "\1");
        } else {
            set req.http.Accept-Language = regsuball(std.tolower(req.http.Accept-Language), "\bzh(-[a-z0-9-]+)?", "zh-hans");
            set req.http.Accept-Language = regsuball(req.http.Accept-Language, "\b(en|fr|es|ru|ar)-[a-z0-9-]+", "\1");
            set req.http.Accept-Language = languages.filter(req.http.Accept-Language);
        }
    } else {
        unset req.http.Accept-Language;
    }
    unset req.http.Cookie;
    if (req.http.Accept-Encoding ~ "(?i)\bbr\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))") {
        set req.http.Accept-Encoding = "br";
    } else if (req.http.Accept-Encoding ~ "(?i)\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # PAGE_PARAMETERS of the settings; a test says whether they are the same. Other parameters change nothing.
    if (req.url ~ "\?") {
        set req.url = regsuball(req.url, "(?<=[?&])(?!(?:country|forget|goods|in|keep|level|month|p|page|partner|path|q|region|sort|status|topic|treaty|year)(?:=|&|$))[^&]*(?:&|$)", "");
        set req.url = std.querysort(regsub(req.url, "[?&]+$", ""));
    }
    # The site answers HEAD and conditions from what it keeps, and Varnish does so, too.
    unset req.http.Range;
}

# While the site answers, nothing old is shown: readers wait for the new page. Else what is there, for a day.
sub choose_age {
    if (req.http.X-Edge-Stale || !std.healthy(req.backend_hint)) {
        set req.http.X-Edge-Stale = "yes";
        set req.grace = 24h;
    } else {
        set req.grace = 0s;
    }
}

# The site says that content changed: every page is asked for again when it is next read. The pages stay, in case that
# the site cannot be reached then; but not what is older than the last time that something was taken away.
sub make_old {
    # A request that came through the TLS server names two addresses.
    if (client.ip !~ may_purge || req.http.X-Forwarded-For ~ ",") {
        return (synth(405, "Not allowed"));
    }
    var.global_set("changed", std.time2real(now, 0.0));
    if (req.http.X-Withdrawn-Seconds-Ago ~ "^[0-9.]+$") {
        var.set_real("withdrawn", std.time2real(now, 0.0) - std.real(req.http.X-Withdrawn-Seconds-Ago, 0.0));
        if (var.get_real("withdrawn") > std.real(var.global_get("withdrawn"), 0.0)) {
            var.global_set("withdrawn", var.get_real("withdrawn"));
        }
    }
    set req.http.X-Edge-Page = xkey.softpurge("page");
    return (synth(200, "Pages made old: " + req.http.X-Edge-Page));
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
    # Address and host are added by Varnish itself.
}

sub vcl_hit {
    if (!obj.http.X-Edge-Asked) {
        return (deliver);
    }
    if (std.real(obj.http.X-Edge-Asked, 0.0) <= std.real(var.global_get("withdrawn"), 0.0)) {
        # From before something was taken away.
        set req.hash_always_miss = true;
        return (restart);
    }
    if (!req.http.X-Edge-Stale && std.real(obj.http.X-Edge-Asked, 0.0) <= std.real(var.global_get("changed"), 0.0)) {
        # It was on its way here when content changed.
        set req.hash_always_miss = true;
        return (restart);
    }
}

sub vcl_backend_fetch {
    set bereq.http.X-Edge-Asked = std.time2real(now, 0.0);
}

sub vcl_backend_response {
    set beresp.http.X-Edge-Asked = bereq.http.X-Edge-Asked;
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        # Abandoned, the answer replaces no older page: that one is looked for now, see vcl_synth.
        if (bereq.is_bgfetch || bereq.http.X-Edge-Page == "yes") {
            return (abandon);
        }
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        return (deliver);
    }
    if (beresp.http.Surrogate-Control ~ "max-age=[0-9]+" && !beresp.http.Set-Cookie) {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1") + "s", 0s);
        set beresp.grace = 24h;
        set beresp.keep = 24h;
        set beresp.http.xkey = "page";
        # It belongs to one answer only.
        unset beresp.http.X-Request-ID;
    } else {
        # Not to be kept. For a moment readers of it do not wait for each other.
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
        set beresp.uncacheable = true;
    }
    return (deliver);
}

sub vcl_backend_error {
    # Nothing was answered: another process may do. What is posted is never sent twice.
    if (bereq.retries < 2 && (bereq.method == "GET" || bereq.method == "HEAD")) {
        return (retry);
    }
    if (bereq.is_bgfetch || bereq.http.X-Edge-Page == "yes") {
        return (abandon);
    }
    set beresp.status = 503;
    set beresp.ttl = 0s;
    set beresp.uncacheable = true;
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "30";
    set beresp.http.Content-Security-Policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    set beresp.http.X-Content-Type-Options = "nosniff";
    set beresp.body = {"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Green Customs Initiative</title>
<h1>Green Customs Initiative</h1>
<p>This page cannot be shown at the moment. Please try again in a minute.</p>
<p lang="fr">Cette page ne peut pas être affichée pour le moment. Veuillez réessayer dans une minute.</p>
<p lang="es">Esta página no se puede mostrar en este momento. Vuelva a intentarlo dentro de un minuto.</p>
<p lang="ru">Сейчас эту страницу показать нельзя. Попробуйте ещё раз через минуту.</p>
<p lang="ar" dir="rtl">لا يمكن عرض هذه الصفحة حالياً. يُرجى المحاولة مجدداً بعد دقيقة.</p>
<p lang="zh-Hans">暂时无法显示此页面。请稍后再试。</p>
</html>
"};
    return (deliver);
}

sub vcl_synth {
    # Once more, and this time an old page will do.
    if (resp.status == 503 && req.http.X-Edge-Page == "yes") {
        set req.http.X-Edge-Page = "failed";
        set req.hash_always_miss = false;
        return (restart);
    }
    set resp.http.Cache-Control = "no-store";
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Retry-After = "30";
    set resp.body = resp.reason + {"
"};
    return (deliver);
}

sub vcl_deliver {
    if (req.http.X-Edge-Page) {
        if (obj.hits == 0) {
            set resp.http.X-Cache = "miss";
        } else if (req.http.X-Edge-Stale) {
            set resp.http.X-Cache = "stale";
        } else {
            set resp.http.X-Cache = "hit";
        }
        set resp.http.X-Request-ID = req.http.X-Request-ID;
    }
    unset resp.http.xkey;
    unset resp.http.Surrogate-Control;
    unset resp.http.X-Edge-Asked;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
