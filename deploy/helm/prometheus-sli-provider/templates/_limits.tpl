{{/* A Kubernetes quantity as an integer of thousandths; empty if there is none. */}}
{{- define "sli.thousandths" -}}
{{- $text := .value | default "" | toString -}}
{{- if $text -}}
{{- if not (regexMatch "^([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+|[munkMGTPE]|[KMGTPE]i)?$" $text) -}}
{{- fail (printf "%s is %s, which is no quantity of Kubernetes; expected one as in 128Mi" .place $text) -}}
{{- end -}}
{{- $unit := regexFind "[munkMGTPE]$|[KMGTPE]i$" $text -}}
{{- $of := dict "n" 0.000000001 "u" 0.000001 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "P" 1e15 "E" 1e18 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 "Pi" 1125899906842624.0 "Ei" 1152921504606846976.0 -}}
{{- mulf (trimSuffix $unit $text | float64) (get $of $unit | default 1.0) 1000.0 | printf "%.0f" -}}
{{- end -}}
{{- end -}}

{{/* Bytes of resources.limits.memory; empty if there is no limit. */}}
{{- define "sli.limit" -}}
{{- $limit := include "sli.thousandths" (dict "place" "resources.limits.memory" "value" (default dict .Values.resources.limits).memory) -}}
{{- if $limit }}{{ div (int64 $limit) 1000 }}{{ end -}}
{{- end -}}

{{/* The heap in the format of -Xmx. Code, threads, connections and another command in the container need about as much again. */}}
{{- define "sli.heap" -}}
{{- $limit := include "sli.limit" . -}}
{{- if .Values.heap }}{{ .Values.heap }}{{ else if $limit }}{{ div (int64 $limit) 2097152 }}m{{ else }}64m{{ end -}}
{{- end -}}

{{- define "sli.checkMemory" -}}
{{- $limit := include "sli.limit" . -}}
{{- $shown := (default dict .Values.resources.limits).memory | toString -}}
{{- if and $limit .Values.jvm.enabled (lt (int64 $limit) 268435456) -}}
{{- fail (printf "resources.limits.memory is %s, which is for the native executable; with jvm.enabled set 256Mi at least, better 512Mi" $shown) -}}
{{- end -}}
{{- if and $limit (lt (int64 $limit) 67108864) -}}
{{- fail (printf "resources.limits.memory is %s, but the program needs 64Mi at least" $shown) -}}
{{- end -}}
{{- $heap := include "sli.heap" . | lower -}}
{{- $unit := regexFind "[kmg]$" $heap -}}
{{- $bytes := mul (trimSuffix $unit $heap | int64) (get (dict "k" 1024 "m" 1048576 "g" 1073741824) $unit) -}}
{{- if and $limit (gt (mul $bytes 4) (mul (int64 $limit) 3)) -}}
{{- fail (printf "heap is %s, more than three quarters of resources.limits.memory %s; the rest is for code, threads and connections" .Values.heap $shown) -}}
{{- end -}}
{{- if lt $bytes 16777216 -}}
{{- fail (printf "heap is %s, but the program needs 16m at least" .Values.heap) -}}
{{- end -}}
{{- range $place, $resources := dict "resources" .Values.resources "http.distributor.resources" .Values.http.distributor.resources -}}
{{- range $kind, $request := default dict $resources.requests -}}
{{- $most := include "sli.thousandths" (dict "place" (printf "%s.limits.%s" $place $kind) "value" (get (default dict $resources.limits) $kind)) -}}
{{- $least := include "sli.thousandths" (dict "place" (printf "%s.requests.%s" $place $kind) "value" $request) -}}
{{- if and $most $least (gt (int64 $least) (int64 $most)) -}}
{{- fail (printf "%s.requests.%s is %s, more than %s.limits.%s %s; Kubernetes takes no such pod" $place $kind (toString $request) $place $kind (get $resources.limits $kind | toString)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Seconds of a duration of the program, rounded up: 20s, 1m30s, 500ms, PT20S, or a number. */}}
{{- define "sli.seconds" -}}
{{- $text := .value | toString | lower | trimPrefix "pt" -}}
{{- if regexMatch "^[0-9]+$" $text -}}
{{- $text -}}
{{- else if regexMatch "^[0-9]+ms$" $text -}}
{{- div (add (trimSuffix "ms" $text | int64) 999) 1000 -}}
{{- else if regexMatch "^([0-9]+h)?([0-9]+m)?([0-9]+(\\.[0-9]+)?s)?$" $text -}}
{{- $sum := 0 -}}
{{- range $unit, $seconds := dict "h" 3600 "m" 60 "s" 1 -}}
{{- with regexFind (printf "[0-9.]+%s" $unit) $text }}{{ $sum = add $sum (mul (trimSuffix $unit . | float64 | ceil | int64) $seconds) }}{{ end -}}
{{- end -}}
{{- $sum -}}
{{- else -}}
{{- fail (printf "%s is no duration; expected one as in 20s" .place) -}}
{{- end -}}
{{- end -}}

{{/* Checks that the pod lives long enough to answer the events in progress. */}}
{{- define "sli.checkEnd" -}}
{{- $given := .Values.env -}}
{{- range .Values.extraEnv }}{{ if .value }}{{ $given = merge (dict (upper .name) .value) $given }}{{ end }}{{ end -}}
{{- $drain := include "sli.seconds" (dict "place" "SLI_PROVIDER_EVENTS_DRAIN" "value" (get $given "SLI_PROVIDER_EVENTS_DRAIN" | default "20s")) | int64 -}}
{{- $grace := include "sli.seconds" (dict "place" "SLI_PROVIDER_EVENTS_GRACE" "value" (get $given "SLI_PROVIDER_EVENTS_GRACE" | default "15s")) | int64 -}}
{{- if ge $grace $drain -}}
{{- fail (printf "SLI_PROVIDER_EVENTS_GRACE is %d s, but the program waits %d s for answers (SLI_PROVIDER_EVENTS_DRAIN); events would go unanswered, set it to less" $grace $drain) -}}
{{- end -}}
{{- $distributor := and (eq .Values.transport "http") .Values.http.distributor.enabled -}}
{{- $needed := add $drain 5 ($distributor | ternary 10 0) 5 -}}
{{- if lt (int64 .Values.terminationGracePeriodSeconds) $needed -}}
{{- $why := printf "the program may need %d s (%d of SLI_PROVIDER_EVENTS_DRAIN and 5 for last words)" (add $drain 5) $drain -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, but %s%s; set %d or more" (int .Values.terminationGracePeriodSeconds) $why ($distributor | ternary " and the distributor 10 s after it" "") $needed) -}}
{{- end -}}
{{- end -}}

{{/* Whether other pods may post events to port 8080. */}}
{{- define "sli.open" -}}
{{- if eq .Values.transport "http" -}}
{{- if not .Values.http.distributor.enabled }}yes{{ end -}}
{{- else if eq (get .Values.env "SLI_PROVIDER_EVENTS_OVER_HTTP" | default "" | lower) "true" -}}
yes
{{- end -}}
{{- end -}}
