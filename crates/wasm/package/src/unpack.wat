;; The way back from the text that pack.mjs writes, as a little wasm of its own: a loop of JavaScript over half a million
;; signs takes longer than to compile what comes out of it.
;;
;; The memory holds the bytes by rank at 0, and room for the text and what comes out of it, one over the other, from 256 on.
(module
  (import "" "memory" (memory 1))

  ;; The number of the sign at a place: 0 for #, and there is no backslash.
  (func $number (param $at i32) (result i32)
    (local $sign i32)
    (i32.sub
      (local.tee $sign (i32.load8_u (local.get $at)))
      (i32.add (i32.const 35) (i32.gt_u (local.get $sign) (i32.const 92)))))

  ;; Unpacks the signs from one place to another, and gives the end of what came out.
  (func (export "unpack") (param $from i32) (param $end i32) (result i32)
    (local $to i32)
    (local $rank i32)
    (local.set $to (i32.const 256))
    (loop $next
      (local.set $rank (call $number (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (if (i32.ge_u (local.get $rank) (i32.const 88))
        (then
          (local.set $rank
            (i32.add
              (i32.add
                (i32.const 88)
                (i32.mul (i32.sub (local.get $rank) (i32.const 88)) (i32.const 91)))
              (call $number (local.get $from))))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))))
      (i32.store8 (local.get $to) (i32.load8_u (local.get $rank)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (local.get $to)))
