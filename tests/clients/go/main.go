// Walks through a gateway of the Zeebe protocol with the Go client and prints what it sees, a line of JSON for each step.
//
//	walk HOST:PORT FOLDER_OF_MODELS URL_OF_RECORDS
//
// The programs in the other languages take the same steps and print the same lines.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"google.golang.org/grpc/status"
)

var resources = []string{
	"order.bpmn", "sum.bpmn", "echo.bpmn", "pushed.bpmn", "late.bpmn", "alarm.bpmn", "ask.bpmn", "discount.dmn", "question.form",
}

// A key of the first partition that nothing has.
const unknown = 2_251_799_813_699_999

type object = map[string]any

// codeName turns InvalidArgument into INVALID_ARGUMENT, as the protocol writes it.
func codeName(name string) string {
	var text strings.Builder
	for at, letter := range name {
		if at > 0 && unicode.IsUpper(letter) {
			text.WriteByte('_')
		}
		text.WriteRune(unicode.ToUpper(letter))
	}
	return text.String()
}

func print(line object) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		panic(err)
	}
	fmt.Print(text.String())
}

// step prints what a call gave or how it was refused, and returns its value.
func step[Value any](name string, value Value, err error) Value {
	if err != nil {
		refused := status.Convert(err)
		print(object{"step": name, "error": object{"code": codeName(refused.Code().String()), "text": refused.Message()}})
	} else {
		print(object{"step": name, "value": value})
	}
	return value
}

// done is a step of a call that gives nothing.
func done(name string, err error) {
	step(name, object{}, err)
}

// code is a step of which only the code is printed.
func code(name string, err error) {
	print(object{"step": name, "error": object{"code": codeName(status.Convert(err).Code().String())}})
}

// nextIncident asks the records for the key of the next incident, waited for.
func nextIncident() int64 {
	answer, err := http.Get(os.Args[3] + "/incident")
	if err != nil {
		panic(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	key, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		panic(err)
	}
	return key
}

// nextJob activates one job, waited for, and returns its key.
func nextJob(gateway Gateway, name, jobType string, fetch ...string) int64 {
	jobs, err := gateway.activate(jobType, 20*time.Second, fetch...)
	return step(name, jobs, err)[0]["key"].(int64)
}

func begin(gateway Gateway) object {
	topology, err := gateway.topology()
	step("topology", topology, err)
	deployed, err := gateway.deploy(resources...)
	step("deploy", deployed, err)
	again, err := gateway.deploy(resources...)
	step("deploy again", again, err)
	invalid, err := gateway.deploy("broken.bpmn", "discount.dmn", "note.txt")
	step("deploy what is invalid", invalid, err)
	result, err := gateway.result("sum", object{"x": 2, "y": 0.5}, 20*time.Second)
	step("result", result, err)
	result, err = gateway.result("sum", object{"x": 2, "y": 0.5}, 20*time.Second, "z")
	step("result, one variable", result, err)
	_, err = gateway.result("late", object{}, 500*time.Millisecond)
	code("result too late", err)
	made, err := gateway.create("nowhere", object{}, 0)
	step("create unknown", made, err)
	made, err = gateway.create("order", object{}, 7)
	step("create a version that is not", made, err)
	return deployed
}

func incidents(gateway Gateway) {
	made, err := gateway.create("order", object{"orderId": "o-1", "items": []any{1, object{"a": nil}}, "备注": "泉衡"}, 0)
	step("create", made, err)
	job := nextJob(gateway, "activate", "pack")
	done("fail", gateway.fail(job, 2, "打包机坏了", object{"tries": 1}))
	job = nextJob(gateway, "activate after failure", "pack", "orderId", "tries")
	done("fail for good", gateway.fail(job, 0, "no more", object{}))
	incident := nextIncident()
	done("resolve without retries", gateway.resolve(incident))
	done("retries", gateway.retries(job, 1))
	done("retries of an unknown job", gateway.retries(unknown, 1))
	done("resolve", gateway.resolve(incident))
	done("resolve twice", gateway.resolve(incident))
	job = nextJob(gateway, "activate after the incident", "pack", "orderId")
	done("complete", gateway.complete(job, object{"packed": true}))
	done("complete twice", gateway.complete(job, object{}))
}

func messagesAndErrors(gateway Gateway) {
	published, err := gateway.publish("m-1")
	step("publish", published, err)
	published, err = gateway.publish("m-1")
	step("publish twice", published, err)
	job := nextJob(gateway, "activate after the message", "ship")
	done("complete after the message", gateway.complete(job, object{}))
	made, err := gateway.create("order", object{"orderId": "o-2"}, 0)
	step("create for an error", made, err)
	job = nextJob(gateway, "activate for an error", "pack")
	done("throw an error", gateway.throw(job, "broken", "dropped", object{"why": "落地"}))
	job = nextJob(gateway, "activate behind the error", "repair")
	done("complete behind the error", gateway.complete(job, object{}))
	made, err = gateway.create("order", object{"orderId": "o-3"}, 0)
	instance := step("create for an unknown error", made, err)["instance"].(int64)
	job = nextJob(gateway, "activate for an unknown error", "pack")
	done("throw an unknown error", gateway.throw(job, "other", "never seen", object{}))
	incident := nextIncident()
	set, err := gateway.set(instance, object{"orderId": "o-3b", "list": []any{}}, false)
	step("set variables", set, err)
	set, err = gateway.set(unknown, object{"a": 1}, true)
	step("set variables of nothing", set, err)
	done("resolve the unknown error", gateway.resolve(incident))
	job = nextJob(gateway, "activate after the unknown error", "pack")
	done("cancel", gateway.cancel(instance))
	done("cancel twice", gateway.cancel(instance))
	done("complete what was cancelled", gateway.complete(job, object{}))
}

func theRest(gateway Gateway) {
	decided, err := gateway.decide("discount", object{"amount": 1200, "kind": "new"})
	step("decide", decided, err)
	decided, err = gateway.decide("discount", object{"amount": 1200.5, "kind": nil})
	step("decide otherwise", decided, err)
	decided, err = gateway.decide("nothing", object{})
	step("decide what is unknown", decided, err)
	sent, err := gateway.signal()
	step("signal", sent, err)
	job := nextJob(gateway, "activate behind the signal", "alarm")
	done("complete behind the signal", gateway.complete(job, object{}))
	worked, err := gateway.work()
	step("work", worked, err)
}

// repairs are calls that not every client has.
func repairs(gateway Gateway, deployed object) {
	made, err := gateway.create("ask", object{}, 0)
	step("create for repairs", made, err)
	sum := deployed["processes"].([]object)[1]["key"].(int64)
	done("delete", gateway.delete(sum))
	made, err = gateway.create("sum", object{}, 0)
	step("create what was deleted", made, err)
	done("delete what is unknown", gateway.delete(unknown))
}

func main() {
	gateway := open(os.Args[1], os.Args[2])
	defer gateway.close()
	deployed := begin(gateway)
	incidents(gateway)
	messagesAndErrors(gateway)
	theRest(gateway)
	repairs(gateway, deployed)
}
