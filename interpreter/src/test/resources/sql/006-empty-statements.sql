;;
; SELECT 1;;
