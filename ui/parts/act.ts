import { toast } from "@/app/toasts";
import { refuse } from "./refuse";

/** Does one act and says that it is done, with the way back; a refusal stands until it is answered. Tells whether it was done. */
export async function act(does: () => Promise<{ operation: number | null }>, message: string): Promise<boolean> {
  try {
    const { operation } = await does();
    toast(message, operation);
    return true;
  } catch (cause) {
    await refuse(cause);
    return false;
  }
}
