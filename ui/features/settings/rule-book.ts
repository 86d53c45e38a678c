import type { TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { emptyPlace } from "@/parts/notices";

/** The rule book: every number a place may set, dated, with its source. */
class RuleBook extends Piece {
  protected override render(): TemplateResult {
    return emptyPlace({ icon: "duty", title: say("settings.rules"), text: say("settings.sub.rules") });
  }
}
define("zd-rule-book", RuleBook);
