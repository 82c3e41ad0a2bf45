// Runs the metrics of an AnalysisTemplate with Argo Rollouts' own web metric provider, and prints what Argo would conclude.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	log "github.com/sirupsen/logrus"
	"sigs.k8s.io/yaml"

	"github.com/argoproj/argo-rollouts/metricproviders/webmetric"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

type arguments map[string]string

func (a arguments) String() string { return fmt.Sprint(map[string]string(a)) }

func (a arguments) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if !found {
		return fmt.Errorf("%q is not NAME=VALUE", text)
	}
	a[name] = value
	return nil
}

type conclusion struct {
	Metric  string `json:"metric"`
	Phase   string `json:"phase"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

func main() {
	given := arguments{}
	file := flag.String("template", "", "file with one AnalysisTemplate")
	from := flag.String("from", "", "beginning of its URLs")
	to := flag.String("to", "", "replaces it")
	flag.Var(given, "arg", "NAME=VALUE of an argument of the template")
	flag.Parse()
	if err := run(*file, *from, *to, given); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file, from, to string, given arguments) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	filled := string(text)
	for name, value := range given {
		filled = strings.ReplaceAll(filled, "{{args."+name+"}}", value)
	}
	var template v1alpha1.AnalysisTemplate
	if err := yaml.UnmarshalStrict([]byte(filled), &template); err != nil {
		return fmt.Errorf("%s is no AnalysisTemplate: %w", file, err)
	}
	var conclusions []conclusion
	for _, metric := range template.Spec.Metrics {
		if metric.Provider.Web == nil {
			return fmt.Errorf("%s: the metric %s has no web provider", file, metric.Name)
		}
		if !strings.HasPrefix(metric.Provider.Web.URL, from) {
			return fmt.Errorf("%s: the URL %s does not begin with %s", file, metric.Provider.Web.URL, from)
		}
		metric.Provider.Web.URL = to + strings.TrimPrefix(metric.Provider.Web.URL, from)
		measured, err := measure(metric)
		if err != nil {
			return err
		}
		conclusions = append(conclusions, measured)
	}
	return json.NewEncoder(os.Stdout).Encode(conclusions)
}

func measure(metric v1alpha1.Metric) (conclusion, error) {
	logger := log.New()
	logger.SetOutput(os.Stderr)
	client, err := webmetric.NewWebMetricHttpClient(metric)
	if err != nil {
		return conclusion{}, err
	}
	parser, err := webmetric.NewWebMetricJsonParser(metric)
	if err != nil {
		return conclusion{}, err
	}
	provider := webmetric.NewWebMetricProvider(*log.NewEntry(logger), client, parser)
	measured := provider.Run(&v1alpha1.AnalysisRun{}, metric)
	return conclusion{metric.Name, string(measured.Phase), measured.Value, measured.Message}, nil
}
